import type { BookingOutput } from "@/api/types.gen";
import { exactPrice, isFree } from "@/lib/money";
import { dateWords, dayOf, daysBetween, relativeWords } from "@/lib/time";

const MINUTE = 60_000;

/** "Today, Saturday 21 November". */
export function dateLine(instant: string, zone: string, now: Date): string {
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  const date = dateWords(instant, zone, { now });
  if (days === 0) return `Today, ${date}`;
  return days === 1 ? `Tomorrow, ${date}` : date;
}

/** "Starts in 1 hour 37 minutes", "Starts in 3 days", "Began 12 minutes ago". */
export function countdownWords(instant: string, zone: string, now: Date): string {
  const minutes = Math.ceil((Date.parse(instant) - now.getTime()) / MINUTE);
  if (minutes <= 0) return minutes > -1 ? "Starts now" : `Began ${spanWords(-minutes)} ago`;
  if (minutes < 24 * 60) return `Starts in ${spanWords(minutes)}`;
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  return `Starts ${relativeWords(days, "day")}`;
}

function spanWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours && count(hours, "hour"), (rest || !hours) && count(rest, "minute")];
  return parts.filter(Boolean).join(" ");
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

/** Where the money of a cancelled booking is, as far as the payment service has told us. */
export function refundWords(booking: BookingOutput): string {
  if (isFree(booking.amount)) return "It was free";
  if (booking.refund_status === "succeeded") return "refunded";
  if (booking.refund_status === "pending") return "on its way back to you";
  if (booking.refund_status === "failed") return "refund delayed, we are on it";
  return booking.payment_status === "paid" ? "not refunded" : "nothing was charged";
}

/** The same as a sentence. */
export function refundSentence(booking: BookingOutput): string {
  const amount = exactPrice(booking.amount, booking.currency);
  if (isFree(booking.amount)) return "It was free, so there is nothing to refund.";
  if (booking.refund_status === "succeeded") return `${amount} went back to you.`;
  if (booking.refund_status === "pending") {
    return `${amount} is on its way back to you. We write to you when it has gone out.`;
  }
  if (booking.refund_status === "failed") {
    return `The refund of ${amount} has not gone through yet. We are looking into it; you need to do nothing.`;
  }
  return booking.payment_status === "paid"
    ? `${amount} was paid and is not refunded, because the session had started.`
    : "Nothing was charged, so there is nothing to refund.";
}
