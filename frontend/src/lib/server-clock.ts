/**
 * The server's time. Answers of the API carry it in `Date`; between two of them it goes on by a
 * clock that nobody can set. Until the first answer it is the device's.
 */

let anchor: { server: number; at: number } | null = null;

/** `date` is an HTTP date; anything else is left aside. */
export function noteServerDate(date: string | undefined, at = performance.now()): void {
  const server = Date.parse(date ?? "");
  if (!Number.isNaN(server)) anchor = { server, at };
}

/** Milliseconds since the epoch. */
export function serverNow(at = performance.now()): number {
  return anchor ? anchor.server + at - anchor.at : Date.now();
}
