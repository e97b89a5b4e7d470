"use client";

import { dayOf } from "@/lib/time";

import { itemsOf, useAppointments, useMySessions, useSessionsOf, useUpcoming } from "../queries";
import { agendaOf, type Slot } from "./agenda";

const MOST_OPEN = 10;

interface Agenda {
  /** Null while it is on its way. */
  slots: { today: Slot[]; next: Slot[] } | null;
  error: unknown;
  retry: () => void;
}

/** What one does today: sessions with a date, and days that people chose of open ones. */
export function useAgenda(creator: string | undefined, zone: string, now: Date): Agenda {
  const today = dayOf(now, zone);
  const ofToday = useSessionsOf(creator, { from: today, to: today }, zone);
  const upcoming = useUpcoming(creator);
  const mine = useMySessions();
  const open = itemsOf(mine.data)
    .filter(
      ({ status, start_time, current_bookings }) =>
        status === "published" && !start_time && current_bookings > 0,
    )
    .slice(0, MOST_OPEN);
  const appointments = useAppointments(open.map((session) => session.id));
  const asked = [ofToday, upcoming, mine, ...(open.length ? [appointments] : [])];
  const failed = asked.find((query) => query.isError);
  const isReady = asked.every((query) => query.data !== undefined);
  return {
    slots: isReady
      ? agendaOf({
          sessions: [...(ofToday.data ?? []), ...(upcoming.data ?? [])],
          appointments: appointments.data ?? [],
          zone,
          now,
        })
      : null,
    error: isReady ? null : (failed?.error ?? null),
    retry: () => asked.forEach((query) => query.isError && void query.refetch()),
  };
}
