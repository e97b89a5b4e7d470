"use client";

import dynamic from "next/dynamic";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";

import type { SessionOutput } from "@/api/types.gen";
import { useAuth } from "@/context/AuthContext";
import { useLiveSeats, type SeatsFeed } from "@/features/catalogue/use-live-seats";
import { ApiError } from "@/lib/problem";
import { useNow } from "@/lib/use-now";

import { boxOf, type Box } from "./box-state";
import { useFreshSession } from "./use-fresh-session";
import { useMyBooking } from "./use-my-booking";
import { useTakeSeat } from "./use-take-seat";

const DateDialog = dynamic(() => import("./DateDialog"), { ssr: false });

export interface Booking {
  session: SessionOutput;
  free: number;
  box: Box;
  now: Date;
  zone: string;
  /** When it begins for this reader: the session's start, or the date chosen or booked. */
  start: string | null;
  /** Of this session and of the others on the page. */
  seats: SeatsFeed;
  isBusy: boolean;
  problem: unknown;
  /** Seconds until the server takes another try. */
  wait: number;
  take: () => void;
  chooseDate: () => void;
  /** Where a stranger signs in, to come back with what was chosen. */
  loginHref: string | null;
}

const BookingContext = createContext<Booking | null>(null);

export function useBooking(): Booking {
  const booking = useContext(BookingContext);
  if (!booking) throw new Error("useBooking outside BookingProvider");
  return booking;
}

/** What the box beside the text and the bar of the phone share. */
export function BookingProvider({
  session: drawn,
  zone,
  now: drawnAt,
  at: askedFor,
  others,
  children,
}: {
  session: SessionOutput;
  zone: string;
  now: Date;
  /** The date of an open session that the address asks for. */
  at: string | null;
  /** Ids of the sessions shown as cards. */
  others: readonly string[];
  children: ReactNode;
}) {
  const { user, status } = useAuth();
  const now = useNow(drawnAt);
  const fresh = useFreshSession(drawn);
  const mine = useMyBooking(drawn.id);
  const [at, setAt] = useState(askedFor);
  const [isChoosing, setIsChoosing] = useState(false);
  const session = fresh.session;

  const isLive = drawn.status === "published";
  const seats = useLiveSeats(isLive ? [drawn.id, ...others] : others, {
    announceFrom: { [drawn.id]: drawn.spots_available },
  });
  const heard = seats.of(drawn.id);
  const isClosed = heard?.isClosed ?? false;
  const isNewer = heard && !isClosed && heard.version > fresh.seatsVersion;
  const free = isNewer ? heard.free : session.spots_available;
  const { refresh } = fresh;
  useEffect(() => {
    if (isClosed) refresh(); // which says why
  }, [isClosed, refresh]);

  const box = boxOf({
    ...{ session, free, at, now },
    isMine: user?.id === session.creator,
    isGone: fresh.isGone,
    booking: mine.booking,
  });
  const deed = useTakeSeat({
    session,
    at,
    onRefused: (error) => {
      if (!(error instanceof ApiError)) return;
      if (error.code === "already_booked") mine.refresh();
      fresh.refresh();
    },
  });

  const path = `/sessions/${session.id}${at ? `?at=${encodeURIComponent(at)}` : ""}`;
  const value: Booking = {
    ...{ session, free, seats, box, now, zone },
    start: "booking" in box ? box.booking.booking_date : (session.start_time ?? at),
    isBusy: deed.isBusy,
    problem: deed.problem,
    wait: deed.wait,
    take: () => void deed.take(),
    chooseDate: () => setIsChoosing(true),
    loginHref: status === "stranger" ? `/login?next=${encodeURIComponent(path)}` : null,
  };
  return (
    <BookingContext value={value}>
      {children}
      {isChoosing && (
        <DateDialog
          minutes={session.duration_minutes}
          zone={zone}
          hostZone={session.time_zone}
          chosen={at}
          onClose={() => setIsChoosing(false)}
          returnFocus={shownAction}
          onChoose={(chosen) => {
            setAt(chosen);
            setIsChoosing(false);
            // The address keeps the choice over a reload.
            window.history.replaceState(null, "", `?at=${encodeURIComponent(chosen)}`);
          }}
        />
      )}
    </BookingContext>
  );
}

/** The act of the box or of the bar, whichever this screen shows. It may have become a link. */
function shownAction(): HTMLElement | null {
  const acts = document.querySelectorAll<HTMLElement>("[data-book-action]");
  return Array.from(acts).find((act) => act.offsetParent !== null) ?? null;
}
