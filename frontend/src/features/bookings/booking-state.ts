import type { BookingOutput } from "@/api/types.gen";
import { endOf } from "@/lib/time";

/**
 * `overdue`: the hold has run out, but nobody has taken the seat as far as we know.
 * `on`: the session has begun.
 */
export type BookingState = "held" | "overdue" | "booked" | "on" | "past" | "cancelled";

export function stateOf(booking: BookingOutput, now: Date): BookingState {
  if (booking.status === "cancelled") return "cancelled";
  if (endOf(booking.booking_date, booking.session_details.duration_minutes) <= now) return "past";
  if (booking.status === "pending") {
    const until = booking.hold_expires_at;
    return until && new Date(until) <= now ? "overdue" : "held";
  }
  return new Date(booking.booking_date) <= now ? "on" : "booked";
}

/** Whether a seat of the same session can be taken once more. */
export function canBookAgain({ session_details: session }: BookingOutput, now: Date): boolean {
  const isAhead = !session.start_time || new Date(session.start_time) > now;
  return session.status === "published" && isAhead && !session.is_full;
}

/** Soonest first. */
export function bySoonest(one: BookingOutput, other: BookingOutput): number {
  return (
    Date.parse(one.booking_date) - Date.parse(other.booking_date) || (one.id < other.id ? -1 : 1)
  );
}
