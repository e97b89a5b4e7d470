export interface Named {
  username: string;
  first_name: string;
  last_name: string;
}

/** "Mara Okafor"; the username of somebody who gave no name. */
export function personName(person: Named): string {
  return [person.first_name, person.last_name].filter(Boolean).join(" ") || person.username;
}

/** "Mara", for sentences. */
export function shortName(person: Named): string {
  return person.first_name || person.last_name || person.username;
}

/** As the API makes them for the hint cookie. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
