/** Days as the catalogue shows them: the fortnight, months, and sessions by their day. */

import type { DayOutput } from "@/api/types.gen";
import { addDays, dayOf, daysBetween, dayWords, monthWord, weekdayWord } from "@/lib/time";

export const FORTNIGHT = 14;
/** The most that the API counts at once; the catalogue knows no numbers beyond. */
export const HORIZON = 62;

export interface DayCount {
  day: string;
  count: number;
}

/** Each day from `first` on, also those that the API leaves out for having nothing. */
export function countsFrom(first: string, days: number, found: readonly DayOutput[]): DayCount[] {
  const counts = new Map(found.map((each) => [each.date, each.sessions]));
  return Array.from({ length: days }, (_, place) => {
    const day = addDays(first, place);
    return { day, count: counts.get(day) ?? 0 };
  });
}

export function sumOf(counts: readonly DayCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** 0 is Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
}

export interface Span {
  from: string;
  to: string;
}

/** This weekend, or what is left of it. */
export function weekendOf(today: string): Span {
  const weekday = weekdayOf(today);
  const saturday = addDays(today, 5 - weekday);
  return { from: saturday < today ? today : saturday, to: addDays(saturday, 1) };
}

export function weekFrom(today: string): Span {
  return { from: today, to: addDays(today, 6) };
}

/** The days of a month, "2026-11". */
export function monthSpan(month: string): Span {
  const first = `${month}-01`;
  return { from: first, to: addDays(`${addMonths(month, 1)}-01`, -1) };
}

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export function lengthOf({ from, to }: Span): number {
  return daysBetween(from, to) + 1;
}

/** "Tue 24 November", "28 to 29 November", "28 November to 4 December", "from 28 November". */
export function spanWords(from: string | null, to: string | null, today: string): string {
  if (from && from === to) return dayWords(from, { weekday: "short", today });
  const words = (day: string) => dayWords(day, { weekday: "none", today });
  if (!from) return to ? `until ${words(to)}` : "";
  if (!to) return `from ${words(from)}`;
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${isOneMonth ? Number(from.slice(8)) : words(from)} to ${words(to)}`;
}

/** What the heading of a day says beside its numeral: "Today" and "Saturday, Nov". */
export function dayHeading(day: string, today: string): { name: string; rest: string } {
  const near = { "-1": "Yesterday", "0": "Today", "1": "Tomorrow" }[daysBetween(today, day)];
  const year = day.slice(0, 4) === today.slice(0, 4) ? "" : ` ${day.slice(0, 4)}`;
  if (near) return { name: near, rest: `${weekdayWord(day)}, ${monthWord(day, "short")}${year}` };
  return { name: weekdayWord(day), rest: `${monthWord(day)}${year}` };
}

export interface DayGroup<T> {
  /** Null: sessions without a date, which one chooses at booking. */
  day: string | null;
  sessions: T[];
}

/** Sessions in the API's order, by the day in the zone on which they begin. */
export function groupByDay<T extends { start_time: string | null }>(
  sessions: readonly T[],
  zone: string,
): DayGroup<T>[] {
  const groups: DayGroup<T>[] = [];
  for (const session of sessions) {
    const day = session.start_time && dayOf(session.start_time, zone);
    const last = groups.at(-1);
    if (last && last.day === day) last.sessions.push(session);
    else groups.push({ day, sessions: [session] });
  }
  return groups;
}
