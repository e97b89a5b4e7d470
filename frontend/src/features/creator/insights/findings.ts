/** What a plot shows, in one sentence: its title. Each is computed from what is drawn. */

import type { InsightsDay } from "@/api/types.gen";
import { amountOf, centsOf, shortAmount } from "@/lib/money";
import { dayWords, weekdayWord } from "@/lib/time";

import { beforeWords, percent } from "./compare";
import { isWeekend, type Fill, type Sum } from "./series";

/** Fewer bookings than this say nothing about weekdays. */
const ENOUGH = 8;
/** Of two weeks at least: in one, each weekday comes once. */
const TWO_WEEKS = 14;

export interface Finding {
  title: string;
  /** "Mondays in full color": the days that the title is about. */
  shown: string;
  isShown: (day: string) => boolean;
}

const WEEKENDS = { shown: "weekends in full color", isShown: isWeekend };

export function bookingsFinding(series: InsightsDay[]): Finding {
  const total = sum(series);
  if (total === 0) return { title: "No bookings in this period", ...WEEKENDS };
  if (total >= ENOUGH && series.length >= TWO_WEEKS) {
    const found = weekendFinding(series, total) ?? weekdayFinding(series, total);
    if (found) return found;
  }
  const best = series.reduce((most, day) => (day.bookings > most.bookings ? day : most));
  const isShared = series.filter((day) => day.bookings === best.bookings).length > 1;
  if (isShared) return { title: `${counted(total)} on ${daysWith(series)} days`, ...WEEKENDS };
  return {
    title: `${dayWords(best.date)} brought the most: ${counted(best.bookings)}`,
    shown: "that day in full color",
    isShown: (day) => day === best.date,
  };
}

function weekendFinding(series: InsightsDay[], total: number): Finding | null {
  const share = sum(series.filter((day) => isWeekend(day.date))) / total;
  const title =
    share > 0.5
      ? "Weekends bring more than half of your bookings"
      : share >= 0.4
        ? `Weekends bring ${Math.round(share * 10)} of 10 bookings`
        : share <= 0.1
          ? "Nearly all bookings come from Monday to Friday"
          : null;
  return title ? { title, ...WEEKENDS } : null;
}

function weekdayFinding(series: InsightsDay[], total: number): Finding | null {
  const byWeekday = new Map<string, number>();
  for (const day of series) {
    const name = weekdayWord(day.date);
    byWeekday.set(name, (byWeekday.get(name) ?? 0) + day.bookings);
  }
  const [best, second] = [...byWeekday].sort((one, other) => other[1] - one[1]);
  if (!best || !second) return null;
  const [name, bookings] = best;
  const isClear = bookings / total >= 0.25 && bookings >= second[1] * 1.3;
  if (!isClear) return null;
  return {
    title: `${name}s bring the most bookings: ${bookings} of ${total}`,
    shown: `${name}s in full color`,
    isShown: (day) => weekdayWord(day) === name,
  };
}

export function revenueFinding(sums: Sum[], currency: string): string {
  const last = sums.at(-1);
  const now = centsOf(last?.now ?? "0");
  const before = centsOf(last?.before ?? "0");
  const period = beforeWords(sums.length);
  if (now === 0 && before === 0) return `No revenue, now or in the ${period}`;
  if (now === before) return `Exactly as much as in the ${period}`;
  const difference = shortAmount(amountOf(Math.abs(now - before)), currency);
  return now > before
    ? `You are ${difference} ahead of the ${period}`
    : `You are ${difference} behind the ${period}`;
}

/** Half of a tenth: less is what chance does. */
const A_CHANGE = 0.05;

export function fillFinding(fills: Fill[]): string {
  const held = fills.filter((each) => each.capacity > 0);
  if (held.length === 0) return "No sessions took place in this period";
  if (held.length === 1) return `${percent(rateOf(held))} of the seats were taken`;
  const middle = Math.floor(held.length / 2);
  const early = rateOf(held.slice(0, middle));
  const late = rateOf(held.slice(middle));
  if (late - early > A_CHANGE) {
    return `Your sessions fill up more: ${percent(early)} at first, ${percent(late)} lately`;
  }
  if (early - late > A_CHANGE) {
    return `Your sessions fill up less: ${percent(early)} at first, ${percent(late)} lately`;
  }
  return `About ${percent(rateOf(held))} of your seats are taken, all along`;
}

function rateOf(fills: Fill[]): number {
  const capacity = fills.reduce((all, each) => all + each.capacity, 0);
  return fills.reduce((all, each) => all + each.taken, 0) / capacity;
}

function sum(series: InsightsDay[]): number {
  return series.reduce((all, day) => all + day.bookings, 0);
}

function daysWith(series: InsightsDay[]): number {
  return series.filter((day) => day.bookings > 0).length;
}

function counted(bookings: number): string {
  return bookings === 1 ? "1 booking" : `${bookings} bookings`;
}
