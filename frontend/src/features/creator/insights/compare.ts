/** Changes against the period before, in words. */

import { amountOf, centsOf, shortAmount } from "@/lib/money";

/** "34 more than the 30 days before". The short form is for those beside it. */
export function countChange(now: number, before: number, days?: number): string {
  const than = days === undefined ? "" : ` than the ${beforeWords(days)}`;
  if (now > before) return `${now - before} more${than}`;
  if (now < before) return `${before - now} fewer${than}`;
  if (now === 0) return days === undefined ? "none before" : `none in the ${beforeWords(days)}`;
  return days === undefined ? "as many" : `as many as in the ${beforeWords(days)}`;
}

export function moneyChange(now: string, before: string, currency: string): string {
  const cents = centsOf(now) - centsOf(before);
  if (cents === 0) return "as before";
  return `${shortAmount(amountOf(Math.abs(cents)), currency)} ${cents > 0 ? "more" : "less"}`;
}

/** Shares are compared by naming the old one: a difference of percents is no percentage. */
export function rateChange(now: number | null, before: number | null): string {
  if (now === null && before === null) return "no session in either period";
  if (before === null) return "no sessions before";
  const words = percent(before);
  return now !== null && percent(now) === words ? `was ${words} as well` : `was ${words}`;
}

export function percent(rate: number): string {
  return `${Math.round(100 * rate)}%`;
}

/** "30 days before", "day before". */
export function beforeWords(days: number): string {
  return days === 1 ? "day before" : `${days} days before`;
}
