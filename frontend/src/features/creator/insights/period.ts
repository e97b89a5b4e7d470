/** Stretches of days in the creator's time zone, both ends included. */

import { addDays, dayOf, daysBetween, dayWords } from "@/lib/time";

export interface Period {
  from: string;
  to: string;
}

/** What the API answers for at once. */
const MOST_DAYS = 366;
export const PRESETS = [7, 30, 90] as const;
const DEFAULT = 30;

type Choice = (typeof PRESETS)[number] | "custom";

/** The days up to and including today. */
export function lastDays(count: number, zone: string, now: Date): Period {
  const to = dayOf(now, zone);
  return { from: addDays(to, 1 - count), to };
}

export function lengthOf({ from, to }: Period): number {
  return daysBetween(from, to) + 1;
}

/** As many days, directly before. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -lengthOf(period)), to: addDays(period.from, -1) };
}

export interface Range {
  choice: Choice;
  period: Period;
}

/** What the address of the page asks for; the last thirty days for anything odd. */
export function readRange(query: URLSearchParams, zone: string, now: Date): Range {
  const from = query.get("from") ?? "";
  const to = query.get("to") ?? "";
  const isCustom = from !== "" || to !== "";
  if (isCustom && !Object.keys(periodFaults({ from, to }, dayOf(now, zone))).length) {
    return { choice: "custom", period: { from, to } };
  }
  const days = PRESETS.find((each) => String(each) === query.get("days")) ?? DEFAULT;
  return { choice: days, period: lastDays(days, zone, now) };
}

/** What is wrong with two days that somebody typed. */
export function periodFaults({ from, to }: Period, today: string): Partial<Period> {
  if (!isDay(from)) return { from: "Choose the first day." };
  if (!isDay(to)) return { to: "Choose the last day." };
  if (from < "2000-01-01") return { from: "Choose a day after the year 1999." };
  if (to > today) return { to: "Choose a day that is not after today." };
  if (from > to) return { to: "The last day is before the first." };
  if (lengthOf({ from, to }) > MOST_DAYS) {
    return { to: `Choose at most ${MOST_DAYS} days, a year.` };
  }
  return {};
}

function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day;
}

/** "Last 30 days", "1 March to 15 April 2026". */
export function periodWords({ choice, period }: Range, today: string): string {
  if (choice !== "custom") return `Last ${choice} days`;
  return datesWords(period, today);
}

export function datesWords({ from, to }: Period, today: string): string {
  const words = (day: string) => dayWords(day, { weekday: "none", today });
  return from === to ? words(from) : `${words(from)} to ${words(to)}`;
}
