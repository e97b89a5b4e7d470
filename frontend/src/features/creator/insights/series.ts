/** Figures a day, as the plots need them. */

import type { InsightsDay } from "@/api/types.gen";
import { amountOf, centsOf } from "@/lib/money";
import { addDays, daysBetween, monthWord } from "@/lib/time";

import type { Session } from "../queries";
import { lengthOf, type Period } from "./period";

export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Sums over up to `most` stretches of equal length, for a line in the size of a word. */
export function inStretches(values: number[], most = 10): number[] {
  const length = Math.max(1, Math.ceil(values.length / most));
  const sums: number[] = [];
  for (let start = 0; start < values.length; start += length) {
    const stretch = values.slice(start, start + length);
    const sum = stretch.reduce((all, each) => all + each, 0);
    // The last one may be shorter; its rate is what compares.
    sums.push((sum * length) / stretch.length);
  }
  return sums;
}

export interface Sum {
  /** 1 for the first day of the period. */
  number: number;
  date: string;
  now: string;
  before: string;
}

/** Revenue added up day by day, beside that of the period before. */
export function addedUp(now: InsightsDay[], before: InsightsDay[]): Sum[] {
  let sum = 0;
  let old = 0;
  return now.map((day, index) => {
    sum += centsOf(day.revenue);
    old += centsOf(before[index]?.revenue ?? "0");
    return { number: index + 1, date: day.date, now: amountOf(sum), before: amountOf(old) };
  });
}

export interface Fill {
  /** The first day. */
  date: string;
  label: string;
  taken: number;
  capacity: number;
  /** Null when no session took place. */
  rate: number | null;
}

const SHORTEST = 15;
const WEEKS_UNTIL = 91;
const FEW_DAYS = 4;

export type Step = "week" | "month";

/** How the fill rate is drawn; null for a period too short to show a course. */
export function fillStep(period: Period): Step | null {
  const days = lengthOf(period);
  if (days < SHORTEST) return null;
  return days <= WEEKS_UNTIL ? "week" : "month";
}

/** Seats taken of seats offered, a week (the last one ends the period) or a month. */
export function fillRates(
  sessions: Session[],
  period: Period,
  step: Step,
  dayOf: (session: Session) => string,
): Fill[] {
  const groups = step === "week" ? weeksOf(period) : monthsOf(period);
  return groups.map(({ from, to, label }) => {
    const within = sessions.filter((each) => dayOf(each) >= from && dayOf(each) <= to);
    const taken = within.reduce((sum, each) => sum + each.current_bookings, 0);
    const capacity = within.reduce((sum, each) => sum + each.capacity, 0);
    return { date: from, label, taken, capacity, rate: capacity ? taken / capacity : null };
  });
}

export interface Fills {
  step: Step;
  list: Fill[];
}

/** Null where there is no course to draw, or more sessions than we ask for. */
export function fillsOf(
  sessions: Session[] | null | undefined,
  period: Period,
  dayOf: (session: Session) => string,
): Fills | null {
  const step = fillStep(period);
  if (!step || !sessions) return null;
  const list = fillRates(sessions, period, step, dayOf);
  // One point is no course: the key figure says it all.
  return list.filter((fill) => fill.rate !== null).length > 1 ? { step, list } : null;
}

interface Group extends Period {
  label: string;
}

/** The last one ends the period; a few days left over belong to the first. */
function weeksOf(period: Period): Group[] {
  const weeks: Group[] = [];
  for (let to = period.to; to >= period.from;) {
    const start = addDays(to, -6);
    const isLast = daysBetween(period.from, start) < FEW_DAYS;
    const from = isLast ? period.from : start;
    weeks.unshift({ from, to, label: `${Number(from.slice(8))} ${monthWord(from, "short")}` });
    to = addDays(from, -1);
  }
  return weeks;
}

function monthsOf(period: Period): Group[] {
  const months: Group[] = [];
  for (let from = period.from; from <= period.to;) {
    const next = addDays(`${from.slice(0, 7)}-28`, 7).slice(0, 7);
    const last = addDays(`${next}-01`, -1);
    const to = last > period.to ? period.to : last;
    months.push({ from, to, label: monthWord(from, "short") });
    from = `${next}-01`;
  }
  return months;
}

const ENOUGH_DAYS = 7;

/** Whether there is a week of something to look at: plots of less would only tell of chance. */
export function hasWeekOfData(before: InsightsDay[], now: InsightsDay[]): boolean {
  const first = [...before, ...now].find((day) => day.bookings || day.cancellations);
  const last = now.at(-1);
  return Boolean(first && last && daysBetween(first.date, last.date) + 1 >= ENOUGH_DAYS);
}
