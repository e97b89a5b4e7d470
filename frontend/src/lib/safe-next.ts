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
    return url.origin === "http://here.invalid" ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}
