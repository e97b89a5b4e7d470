import type { BookingOutput } from "@/api/types.gen";
import { exactPrice, isFree } from "@/lib/money";
import { dateWords, dayOf, daysBetween, relativeWords, whileWords } from "@/lib/time";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** "Today, Saturday 21 November". */
export function dateLine(instant: string, zone: string, now: Date): string {
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  const date = dateWords(instant, zone, { now });
  if (days === 0) return `Today, ${date}`;
  return days === 1 ? `Tomorrow, ${date}` : date;
}

/** "Starts in 1 hour 37 minutes", "Starts in 3 days", "Began 12 minutes ago". */
export function countdownWords(instant: string, zone: string, now: Date): string {
  const left = Date.parse(instant) - now.getTime();
  if (left <= 0) return left > -MINUTE ? "Starts now" : `Began ${whileWords(-left)} ago`;
  if (left < DAY) return `Starts in ${whileWords(left)}`;
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  return `Starts ${relativeWords(days, "day")}`;
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
