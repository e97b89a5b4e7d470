/** What cancelling a session does to those who hold a seat in it. */

import { exactPrice, isFree, sumOf } from "@/lib/money";

import type { Booking, Session } from "../queries";
import { counted, people } from "../words";

export interface Refunds {
  booked: number;
  held: number;
  /** Everybody who paid gets the whole price back. */
  total: string;
}

export function refundsOf(live: Booking[]): Refunds {
  const confirmed = live.filter((booking) => booking.status === "confirmed");
  const paid = confirmed.filter((booking) => booking.payment_status === "paid");
  return {
    booked: confirmed.length,
    held: live.length - confirmed.length,
    total: sumOf(paid.map((booking) => booking.amount)),
  };
}

/** In full sentences, before it is done. Null: too many bookings to add them up here. */
export function cancelWords(session: Session, refunds: Refunds | null): string {
  if (!refunds) {
    return `${people(session.current_bookings)} hold seats. All of them are told, and everybody who paid gets the whole price back.`;
  }
  const { booked, held, total } = refunds;
  const sentences = [
    booked === 1 && `1 person is booked and will be told.${backWords(total, session)}`,
    booked > 1 && `${people(booked)} are booked and will all be told.${backWords(total, session)}`,
    held > 0 &&
      `${counted(held, "more seat is", "more seats are")} held without having been paid; ${held === 1 ? "that hold ends" : "those holds end"}.`,
    booked + held === 0 && "Nobody is booked, so nobody has to be told.",
  ];
  return sentences.filter(Boolean).join(" ");
}

function backWords(total: string, { currency }: Session): string {
  return isFree(total)
    ? " Nothing was paid, so nothing goes back."
    : ` ${exactPrice(total, currency)} in all goes back to those who paid.`;
}

/** Names the act: the sum is the question. */
export function cancelLabel(session: Session, refunds: Refunds | null): string {
  return refunds && !isFree(refunds.total)
    ? `Cancel session, refund ${exactPrice(refunds.total, session.currency)}`
    : "Cancel session";
}
