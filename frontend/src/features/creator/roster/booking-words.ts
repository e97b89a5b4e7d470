/** A booking as its host reads it. */

import { exactPrice, isFree } from "@/lib/money";
import { clock, zoneShort } from "@/lib/time";

import type { Booking } from "../queries";

export function stateChip(
  booking: Booking,
  zone: string,
): { tone: "live" | "waiting" | "cancelled"; word: string } {
  if (booking.status === "confirmed") return { tone: "live", word: "Booked" };
  if (booking.status === "cancelled") return { tone: "cancelled", word: "Cancelled" };
  const until = booking.hold_expires_at;
  return {
    tone: "waiting",
    word: until ? `Held until ${clock(until, zone)} ${zoneShort(until, zone)}` : "Held",
  };
}

/** "$38.00 paid", "$38.00 on its way back": what became of the money. */
export function moneyWords(booking: Booking): string {
  const { amount, currency, status, payment_status, refund_status } = booking;
  if (isFree(amount)) return "Free";
  const price = exactPrice(amount, currency);
  if (refund_status === "failed") return `${price}, refund failed`;
  if (refund_status === "pending") return `${price} on its way back`;
  if (refund_status === "succeeded") return `${price} refunded`;
  if (payment_status === "paid") return status === "cancelled" ? `${price} kept` : `${price} paid`;
  return status === "cancelled" ? "Nothing was paid" : "Not paid yet";
}

export type StatusFilter = "live" | "cancelled" | "all";

export const FILTERS: Record<StatusFilter, string> = {
  live: "Coming",
  cancelled: "Cancelled",
  all: "All",
};

export function ofStatus(bookings: Booking[], filter: StatusFilter): Booking[] {
  if (filter === "all") return bookings;
  return bookings.filter(
    (booking) => (booking.status === "cancelled") === (filter === "cancelled"),
  );
}

/** By any part of a name, the username or the e-mail. */
export function searched(bookings: Booking[], query: string): Booking[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return bookings.filter(({ user_details: person }) => {
    const text = [person.first_name, person.last_name, person.username, person.email]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The people in the order of their names, as one ticks them off at the door. */
export function byName(bookings: Booking[]): Booking[] {
  const name = ({ user_details: person }: Booking) =>
    [person.first_name, person.last_name, person.username].join(" ").trim().toLowerCase();
  return bookings.toSorted((one, other) => name(one).localeCompare(name(other)));
}
