/** A username made of the name, "mara.okafor", else of what stands before the @. */
export function suggestUsername(first: string, last: string, email: string): string {
  const fromName = [first, last].map(plain).filter(Boolean).join(".");
  return fromName.length > 1 ? fromName : plain(email.split("@")[0] ?? "");
}

/** Without accents; other letters than these would have to be typed on other keyboards. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ".")
    .replace(/[^a-z0-9._+-]/g, "")
    .replace(/^[._+-]+|[._+-]+$/g, "")
    .slice(0, 40);
}
