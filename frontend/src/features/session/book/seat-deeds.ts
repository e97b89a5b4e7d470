/** Taking a seat, and asking for the one that was taken. Brings Axios along: load it when needed. */

import { bookingsCreate, bookingsList } from "@/api/sdk.gen";
import type { BookingOutput } from "@/api/types.gen";
import { newKey } from "@/lib/api";
import { ApiError } from "@/lib/problem";
import { forget, recall, remember } from "@/lib/session-store";

/** The reader's live booking of a session. There is one at most, and it is the newest. */
export async function findMyBooking(session: string): Promise<BookingOutput | null> {
  const { data } = await bookingsList<true>({ query: { session, limit: 1 } });
  const newest = data[0];
  return newest && newest.status !== "cancelled" ? newest : null;
}

/**
 * Takes a seat. The key of the deed is kept until an answer has come, over double clicks and
 * reloads, so that a repetition gets the same seat. When no answer came, we ask what happened.
 */
export async function takeSeat(session: string, at: string | null): Promise<BookingOutput> {
  const name = `take-seat:${session}`;
  const deed = deedOf(name, at);
  try {
    const { data } = await bookingsCreate<true>({
      body: { session, booking_date: at ?? undefined },
      headers: { "Idempotency-Key": deed.key },
    });
    forget(name);
    return data;
  } catch (error) {
    if (!isOpen(error)) {
      forget(name);
      throw error;
    }
    const taken = await findMyBooking(session).catch(() => null);
    if (!taken) throw error;
    forget(name);
    return taken;
  }
}

interface Deed {
  key: string;
  at: string | null;
}

function deedOf(name: string, at: string | null): Deed {
  const begun = recall<Deed>(name);
  if (begun && begun.at === at) return begun;
  const deed = { key: newKey(), at };
  remember(name, deed);
  return deed;
}

/** The seat may have been taken, or be about to be. */
function isOpen(error: unknown): boolean {
  return error instanceof ApiError && (error.isUnclear || error.code === "idempotency_in_progress");
}
