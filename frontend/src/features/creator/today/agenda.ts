/** What a creator does today, and what comes next. */

import { personName } from "@/lib/person";
import { clock, dateWords, dayOf, durationWords, endOf, whileWords, zoneShort } from "@/lib/time";

import type { Booking, Session } from "../queries";
import { people, spelled } from "../words";

/** A session with a date, or the day that one person chose of an open one. */
export interface Slot {
  key: string;
  at: string;
  session: Session;
  booking: Booking | null;
}

const MOST_NEXT = 3;

export function agendaOf({
  sessions,
  appointments,
  zone,
  now,
}: {
  sessions: Session[];
  appointments: Booking[];
  zone: string;
  now: Date;
}): { today: Slot[]; next: Slot[] } {
  const dated = [...new Map(sessions.map((each) => [each.id, each])).values()].flatMap(
    (session): Slot[] =>
      session.start_time
        ? [{ key: session.id, at: session.start_time, session, booking: null }]
        : [],
  );
  const chosen = appointments.map((booking): Slot => ({
    key: booking.id,
    at: booking.booking_date,
    session: booking.session_details,
    booking,
  }));
  const slots = [...dated, ...chosen].sort((one, other) => one.at.localeCompare(other.at));
  const day = dayOf(now, zone);
  const isToday = (slot: Slot) => dayOf(slot.at, zone) === day || phaseOf(slot, now) === "now";
  return {
    today: slots.filter(isToday),
    next: slots
      .filter((slot) => !isToday(slot) && phaseOf(slot, now) === "ahead")
      .slice(0, MOST_NEXT),
  };
}

export type Phase = "ahead" | "now" | "over";

export function phaseOf({ at, session }: Slot, now: Date): Phase {
  if (now < new Date(at)) return "ahead";
  return now < endOf(at, session.duration_minutes) ? "now" : "over";
}

/** The slot that the dot stands beside: under way, or the first that is not over. */
export function nearest(slots: Slot[], now: Date): Slot | undefined {
  return slots.find((slot) => phaseOf(slot, now) !== "over");
}

/** "Starts in 1 hour 37 minutes, lasts 2 hours". */
export function slotWords(slot: Slot, zone: string, now: Date): string {
  const { at, session, booking } = slot;
  const end = endOf(at, session.duration_minutes);
  const whom = booking ? `With ${personName(booking.user_details)}. ` : "";
  const ends = `${clock(end, zone)} ${zoneShort(end, zone)}`;
  if (phaseOf(slot, now) === "over") return `${whom}Ended at ${ends}`;
  if (phaseOf(slot, now) === "now") return `${whom}Under way until ${ends}`;
  const lasts = `lasts ${durationWords(session.duration_minutes)}`;
  const left = new Date(at).getTime() - now.getTime();
  if (dayOf(at, zone) !== dayOf(now, zone)) {
    return `${whom}${dateWords(at, zone, { now })}, ${lasts}`;
  }
  return `${whom}Starts in ${whileWords(left)}, ${lasts}`;
}

/** "Two sessions today, 15 people." */
export function todayWords(slots: Slot[]): string {
  if (slots.length === 0) return "No sessions today.";
  const count = slots.reduce(
    (sum, { session, booking }) => sum + (booking ? 1 : session.current_bookings),
    0,
  );
  return `${spelled(slots.length, "session", "sessions")} today, ${people(count)}.`;
}
