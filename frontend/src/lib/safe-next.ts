/**
 * Where to go after signing in: a path of this site, else the fallback. Anything that a
 * browser could read as another site ("//evil", "/\evil", "https:…") is refused.
 */
export function safeNext(next: string | null | undefined, fallback = "/"): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\\\s\u0000-\u001f\u007f]/.test(next)) {
    return fallback;
  }
  try {
    const url = new URL(next, "http://here.invalid");
    const path = url.pathname + url.search + url.hash;
    // "/.//evil" is a path of this site, whose own path is again another site's.
    return url.origin === "http://here.invalid" && !path.startsWith("//") ? path : fallback;
  } catch {
    return fallback;
  }
}

/** Of a parameter that a visitor may have written twice, the first. */
export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
