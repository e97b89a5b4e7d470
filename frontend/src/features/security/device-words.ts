/**
 * What a program calls itself, in words. Every browser pretends to be others, so this is a guess:
 * the first name that fits, from the rarer to the commoner.
 */

const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera|OPT)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, "an iPhone"],
  [/\biPad\b/, "an iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "a Chromebook"],
  [/\bMacintosh\b/, "a Mac"],
  [/\bLinux\b/, "Linux"],
];

/** "Firefox on Linux"; the first word of what is no browser: "python-httpx". */
export function programWords(userAgent: string): string {
  const browser = nameIn(BROWSERS, userAgent);
  const system = nameIn(SYSTEMS, userAgent);
  if (browser) return system ? `${browser} on ${system}` : browser;
  const word = /^[\w.-]+/.exec(userAgent)?.[0];
  if (word && word !== "Mozilla") return word;
  return system ? `A program on ${system}` : "An unknown program";
}

export function isHandheld(userAgent: string): boolean {
  return /\b(iPhone|iPad|Android|Mobile)\b/.test(userAgent);
}

/** One address as itself, a network as one: "203.0.113.7", "the network 2001:db8::/64". */
export function placeWords(addressPrefix: string): string {
  const [address, bits] = addressPrefix.split("/");
  if (!address || address === "unknown") return "an unknown place";
  return bits === "32" || !bits ? address : `the network ${addressPrefix}`;
}

function nameIn(names: readonly [RegExp, string][], userAgent: string): string | undefined {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1];
}
