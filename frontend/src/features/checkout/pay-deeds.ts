import { bookingsPayConfirmCreate, bookingsPayCreate, bookingsRetrieve } from "@/api/sdk.gen";
import type { BookingOutput, WaitingOutput } from "@/api/types.gen";
import "@/lib/api";
import { ApiError } from "@/lib/problem";

import { attemptOf, beginAttempt, endAttempt, noteState } from "./attempt";
import type { Outcome } from "./card-rules";

/** Where a payment stands after we asked. */
export type Standing =
  | { kind: "paid"; booking: BookingOutput }
  /** The payer has one more step to do. */
  | { kind: "confirm" }
  | { kind: "processing" }
  /** The booking is no hold any more, and was not paid. */
  | { kind: "gone"; booking: BookingOutput | null }
  /** Nothing was charged. The hold stays. */
  | { kind: "refused"; error: ApiError }
  /** Nobody could tell us; the same attempt can be sent again. */
  | { kind: "unknown"; error: unknown };

const ASKS = 3;
const BETWEEN_ASKS_MS = 1_500;

/** Send an attempt, or send it again. */
export function pay(booking: string, card: Outcome): Promise<Standing> {
  const { key } = beginAttempt(booking, card);
  return standing(booking, () =>
    bookingsPayCreate<true>({
      path: { booking_id: booking },
      body: { card },
      headers: { "Idempotency-Key": key },
    }),
  );
}

/** How the payment under way stands: the contract's way to ask, which charges nothing anew. */
export function askAgain(booking: string): Promise<Standing> {
  const card = attemptOf(booking)?.card;
  return standing(booking, () =>
    bookingsPayCreate<true>({ path: { booking_id: booking }, body: { card } }),
  );
}

/** The step that the payer's bank asks for. */
export function confirm(booking: string): Promise<Standing> {
  return standing(booking, () => bookingsPayConfirmCreate<true>({ path: { booking_id: booking } }));
}

/** What became of an attempt whose answer was lost. Only looks. */
export async function lookAfter(booking: string, error: unknown = null): Promise<Standing> {
  let fault = error;
  for (let turn = 0; turn < ASKS; turn += 1) {
    if (turn > 0) await pause(BETWEEN_ASKS_MS);
    try {
      const { data } = await bookingsRetrieve<true>({ path: { booking_id: booking } });
      if (data.status === "confirmed") return paid(data);
      if (data.status === "cancelled") return gone(booking, data);
    } catch (newer) {
      if (newer instanceof ApiError && newer.status === 404) return gone(booking, null);
      fault = newer;
    }
  }
  return { kind: "unknown", error: fault };
}

async function standing(
  booking: string,
  send: () => Promise<{ data: BookingOutput | WaitingOutput }>,
): Promise<Standing> {
  try {
    const { data } = await send();
    if (!("payment" in data)) return paid(data);
    const state = data.payment.status === "action_required" ? "confirm" : "processing";
    noteState(booking, state);
    return { kind: state };
  } catch (error) {
    return afterFault(booking, error);
  }
}

/** A refusal is an answer. Whatever leaves open what happened is followed by a look. */
async function afterFault(booking: string, error: unknown): Promise<Standing> {
  if (!(error instanceof ApiError)) throw error;
  if (error.code === "payment_declined") {
    endAttempt(booking);
    return { kind: "refused", error };
  }
  const isOpen = error.isUnclear || error.status === 404 || error.status === 409;
  if (isOpen || error.code === "hold_expired") return lookAfter(booking, error);
  return { kind: "refused", error };
}

function paid(booking: BookingOutput): Standing {
  endAttempt(booking.id);
  return { kind: "paid", booking };
}

function gone(id: string, booking: BookingOutput | null): Standing {
  endAttempt(id);
  return { kind: "gone", booking };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
