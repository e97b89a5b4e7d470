/**
 * What Geist can write, as far as we use it. For anything else the maker of the picture would
 * ask other servers for a font, and nothing of ours may do that.
 */
const WRITABLE =
  /[^ -~\u00a0-\u00ac\u00ae-\u0113\u0116-\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u017e\u0218-\u021b\u0400-\u045f\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u20ac\u2122\u2190-\u2193\u2212]/gu;
const LONGEST = 90;

/** The text without what can't be written; null when too little of it would be left. */
export function writable(text: string): string | null {
  const whole = text.normalize("NFC").replace(/\s+/g, " ").trim();
  const rest = whole.replace(WRITABLE, "").replace(/\s+/g, " ").trim();
  if (lettersIn(rest) === 0 || lettersIn(rest) < 0.7 * lettersIn(whole)) return null;
  return rest.length <= LONGEST ? rest : `${rest.slice(0, LONGEST).replace(/\s+\S*$/, "")} …`;
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
