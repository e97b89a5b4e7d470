/** What the search field suggests for what was typed so far. */

import type { PersonOutput, SuggestionsOutput, TopicEnum } from "@/api/types.gen";
import { TOPICS } from "@/lib/session-words";

export type Suggestion =
  | { kind: "session"; key: string; title: string; start: string | null }
  | { kind: "creator"; key: string; person: PersonOutput }
  | { kind: "topic"; key: TopicEnum; label: string };

export interface Group {
  title: string;
  options: Suggestion[];
}

/** One letter of an alphabet says nothing yet; a character of many others is a word. */
export function isWorthAsking(text: string): boolean {
  const letters = Array.from(text.trim());
  return letters.length > 1 || /[^\p{ASCII}\p{Script=Latin}]/u.test(text.trim());
}

/** Those that have something, in the order of the list. */
export function groupsOf(text: string, { sessions, creators }: SuggestionsOutput): Group[] {
  const groups: Group[] = [
    {
      title: "Sessions",
      options: sessions.map(({ id, title, start_time: start }) => ({
        ...{ kind: "session", key: id, title, start },
      })),
    },
    {
      title: "Creators",
      options: creators.map((person) => ({ kind: "creator", key: person.id, person })),
    },
    { title: "Topics", options: topicsLike(text) },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** One of whose words begins like this. */
function topicsLike(text: string): Suggestion[] {
  const begin = text.trim().toLowerCase();
  const entries = Object.entries(TOPICS) as [TopicEnum, string][];
  return entries
    .filter(([, label]) => ` ${label.toLowerCase()}`.includes(` ${begin}`))
    .map(([key, label]) => ({ kind: "topic", key, label }));
}

/** For those who do not see the list. */
export function suggestedWords(count: number): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? "suggestion" : "suggestions"}. Use the arrow keys to look at them.`;
}
