import type { BookingOutput, SessionOutput } from "@/api/types.gen";

/** What the booking box is about; each has its words and its one way on. */
export type Box =
  | {
      kind:
        "draft" | "cancelled" | "gone" | "mine" | "ended" | "started" | "full" | "choose" | "book";
    }
  | { kind: "held" | "booked"; booking: BookingOutput };

export interface Facts {
  session: Pick<SessionOutput, "status" | "start_time" | "end_time">;
  free: number;
  isMine: boolean;
  /** It was there when the page was drawn, and is not any more. */
  isGone: boolean;
  /** The reader's own live booking. */
  booking: BookingOutput | null;
  /** The date chosen for an open session. */
  at: string | null;
  now: Date;
}

export function boxOf({ session, free, isMine, isGone, booking, at, now }: Facts): Box {
  if (session.status === "draft") return { kind: "draft" };
  if (session.status === "cancelled") return { kind: "cancelled" };
  if (booking) return { kind: booking.status === "pending" ? "held" : "booked", booking };
  if (isGone) return { kind: "gone" };
  if (isMine) return { kind: "mine" };
  if (isOver(session.end_time, now)) return { kind: "ended" };
  if (isOver(session.start_time, now)) return { kind: "started" };
  if (free <= 0) return { kind: "full" };
  return { kind: session.start_time === null && at === null ? "choose" : "book" };
}

function isOver(moment: string | null, now: Date): boolean {
  return moment !== null && new Date(moment) <= now;
}

/** Nobody can take a seat any more, so other sessions are shown. */
export function isClosed(session: SessionOutput, now: Date): boolean {
  const facts = { session, free: session.spots_available, now };
  const box = boxOf({ ...facts, isMine: false, isGone: false, booking: null, at: null });
  return box.kind !== "book" && box.kind !== "choose";
}

/** A date of an address or a field, for an open session: an instant to come, or none. */
export function futureInstant(at: string | undefined, now: Date): string | null {
  const time = Date.parse(at ?? "");
  return time > now.getTime() ? new Date(time).toISOString() : null;
}
