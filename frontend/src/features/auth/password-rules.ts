/** The server's rules for passwords, as far as a browser can check them. The server decides. */

export interface Rule {
  text: string;
  isMet: boolean;
}

const SHORTEST = 8;
const MOST_ALIKE = 0.7;

export function passwordRules(password: string, about: readonly string[]): Rule[] {
  return [
    { text: `At least ${SHORTEST} characters`, isMet: Array.from(password).length >= SHORTEST },
    { text: "Not only digits", isMet: password !== "" && !/^\d+$/.test(password) },
    {
      text: "Not like your name, username or e-mail",
      isMet: password !== "" && !about.some((each) => isLike(password, each)),
    },
  ];
}

/** Alike as a whole, or to one of the words in it. */
function isLike(password: string, about: string): boolean {
  const one = password.toLowerCase();
  const other = about.toLowerCase();
  return [...other.split(/[^\p{L}\p{N}_]+/u), other]
    .filter((part) => part !== "" && !isMuchShorter(part, one))
    .some((part) => alike(one, part) >= MOST_ALIKE);
}

/** A short word inside a long password is no harm. */
function isMuchShorter(part: string, password: string): boolean {
  return password.length >= 10 * part.length && part.length < (MOST_ALIKE / 2) * password.length;
}

/** Letters in common, in whatever order, from 0 to 1. */
function alike(one: string, other: string): number {
  const left = new Map<string, number>();
  for (const letter of other) left.set(letter, (left.get(letter) ?? 0) + 1);
  let common = 0;
  for (const letter of one) {
    const count = left.get(letter) ?? 0;
    if (count > 0) common += 1;
    left.set(letter, count - 1);
  }
  return (2 * common) / (Array.from(one).length + Array.from(other).length || 1);
}
