import { dayWords, monthWord } from "@/lib/time";

import { FORTNIGHT, spanWords, sumOf, type DayCount } from "./days";
import { sortOf, type Filters } from "./search-params";

export interface Found {
  filters: Filters;
  today: string;
  /** From today on, or of the calendar's month. */
  days: readonly DayCount[];
  /** Sessions on the first page, and whether there are more. */
  shown: number;
  hasMore: boolean;
  creatorName: string | null;
}

interface Words {
  /** What the number is about: "This fortnight, live". */
  scope: string;
  /** "54 sessions with room". */
  fact: string;
}

/** The head of the catalogue says a fact about what was asked for. */
export function heroWords(found: Found): Words {
  const { scope, count, isMore = false } = about(found);
  return { scope: `${scope}, live`, fact: countWords(count, isMore, found.filters.hasSeats) };
}

interface About {
  scope: string;
  count: number;
  isMore?: boolean;
}

function about(found: Found): About {
  const { filters, days, today, shown, hasMore, creatorName } = found;
  const loaded = { count: shown, isMore: hasMore };
  if (filters.view === "calendar") return { scope: monthWords(days), count: sumOf(days) };
  if (filters.from || filters.to) {
    const scope = capital(spanWords(filters.from, filters.to, today));
    const count = countWithin(filters, days);
    return count === null ? { scope, ...loaded } : { scope, count };
  }
  if (creatorName) return { scope: creatorName, ...loaded };
  const fortnight = sumOf(days.slice(0, FORTNIGHT));
  if (fortnight > 0 || shown === 0) return { scope: "This fortnight", count: fortnight };
  const horizon = sumOf(days);
  if (horizon > 0) return { scope: "The next two months", count: horizon };
  return { scope: "On a day that suits you", ...loaded };
}

/** How many sessions the filters' days have; null when those were not all counted. */
function countWithin({ from, to }: Filters, days: readonly DayCount[]): number | null {
  const first = days[0]?.day ?? "";
  const last = days.at(-1)?.day ?? "";
  if (!to || to > last || (from ?? first) < first) return null;
  return sumOf(days.filter(({ day }) => day >= (from ?? first) && day <= to));
}

export function countWords(count: number, isMore: boolean, hasSeats: boolean): string {
  const number = count === 0 ? "No" : `${isMore ? "More than " : ""}${count}`;
  return `${number} ${count === 1 && !isMore ? "session" : "sessions"}${hasSeats ? " with room" : ""}`;
}

function monthWords(days: readonly DayCount[]): string {
  const first = days[0]?.day ?? "";
  return `${monthWord(first)} ${first.slice(0, 4)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface Extent {
  /** The list begins at its first session, not at a cursor. */
  isFromStart: boolean;
  /** All that the filters mean; null where nobody counts that far. */
  total: number | null;
  /** Those until the last day that was counted. */
  counted: { count: number; until: string } | null;
}

export function extentOf({ filters, days, shown, hasMore }: Found): Extent {
  const unknown = { isFromStart: filters.cursor === null, total: null, counted: null };
  if (filters.cursor) return unknown;
  if (!hasMore) return { ...unknown, total: shown };
  if (filters.from || filters.to) return { ...unknown, total: countWithin(filters, days) };
  const last = days.at(-1);
  const isByDay = filters.view === "grid" && sortOf(filters) === "soonest";
  if (!isByDay || !last) return unknown;
  return { ...unknown, counted: { count: sumOf(days), until: last.day } };
}

/** "24 of 54 shown", "24 of the 48 until 25 January", "All 54 shown", "24 shown". */
export function shownWords(shown: number, hasMore: boolean, extent: Extent, today: string): string {
  const { isFromStart, total, counted } = extent;
  if (!hasMore && isFromStart) return shown === 1 ? "This is the only one" : `All ${shown} shown`;
  // Somebody may have added sessions meanwhile.
  if (hasMore && total !== null && total > shown) return `${shown} of ${total} shown`;
  if (!hasMore || !counted || shown > counted.count) return `${shown} shown`;
  const until = dayWords(counted.until, { weekday: "none", today });
  return `${shown} of the ${counted.count} until ${until}`;
}
