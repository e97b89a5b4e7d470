const SMALL = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** "3 people", "1 person". */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** At the beginning of a sentence: "Two sessions", "No sessions", "12 sessions". */
export function spelled(count: number, one: string, many: string): string {
  return `${SMALL[count] ?? count} ${count === 1 ? one : many}`;
}

export function people(count: number): string {
  return counted(count, "person", "people");
}
