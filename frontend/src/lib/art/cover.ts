/** The artwork of a session as a data URI. */
export function coverUri(id: string, title: string): string {
  void title;
  const hue = parseInt(id.slice(-2), 16);
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="hsl(${hue} 40% 50%)"/></svg>`)}`;
}
