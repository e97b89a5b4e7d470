/** "E41-9C7": the tail of a booking's id, short enough to say on the telephone. */
export function bookingNumber(id: string): string {
  const tail = id
    .replace(/[^0-9a-f]/gi, "")
    .slice(-6)
    .toUpperCase();
  return `${tail.slice(0, 3)}-${tail.slice(3)}`;
}
