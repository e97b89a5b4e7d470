/** The cursor of the next page from a `Link` header; null on the last page. */
export function nextCursor(link: string | null | undefined): string | null {
  const url = /<([^>]+)>;\s*rel="next"/.exec(link ?? "")?.[1];
  return url ? new URL(url, "http://here.invalid").searchParams.get("cursor") : null;
}
