"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

import { sessionsRetrieve } from "@/api/sdk.gen";
import type { BookingOutput, SessionOutput } from "@/api/types.gen";
import { Button, buttonClasses } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { MANY } from "@/components/Seats";
import { useLiveSeats } from "@/features/catalogue/use-live-seats";
import { futureInstant } from "@/features/session/book/box-state";
import { SeatProblem } from "@/features/session/book/SeatProblem";
import { useTakeSeat } from "@/features/session/book/use-take-seat";
import "@/lib/api";
import { ApiError } from "@/lib/problem";
import { clock, zoneShort } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { OrderTicket } from "./OrderTicket";

/** A hold that has ended unpaid: nothing is lost but the seat, and often not even that. */
export function EndedView({
  booking,
  zone,
  now: drawnAt,
}: {
  booking: BookingOutput;
  zone: string;
  now: Date;
}) {
  const now = useNow(drawnAt);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { session, isGone, free } = useSeatsOf(booking);
  const chance = chanceOf({ booking, session, isGone, free, now });
  return (
    <div className="page grid gap-x-[clamp(2.5rem,6vw,5rem)] pt-12 pb-12 lg:grid-cols-[minmax(0,1fr)_min(23.25rem,42%)]">
      <div>
        {booking.cancelled_at && (
          <p>
            <Chip tone="waiting">
              Hold ended at {clock(booking.cancelled_at, zone)}{" "}
              {zoneShort(booking.cancelled_at, zone)}
            </Chip>
          </p>
        )}
        <h1 ref={heading} tabIndex={-1} className="mt-4 max-w-136 text-hero outline-none">
          {chance.title}
        </h1>
        <p className="mt-4 max-w-136">{chance.text}</p>
        <Ways booking={booking} session={session} canTake={chance.canTake} now={now} />
      </div>
      <aside aria-label="The seat you had" className="hidden lg:block">
        <OrderTicket booking={booking} zone={zone} now={now} />
      </aside>
    </div>
  );
}

function Ways({
  booking,
  session,
  canTake,
  now,
}: {
  booking: BookingOutput;
  session: SessionOutput;
  canTake: boolean;
  now: Date;
}) {
  const router = useRouter();
  const isOpen = session.start_time === null;
  const at = futureInstant(booking.booking_date, now);
  const { take, isBusy, problem, wait } = useTakeSeat({
    session: { ...session, price: booking.amount },
    at,
    onRefused: (error) => {
      // Taken again already, in another tab.
      const other = error instanceof ApiError && error.code === "already_booked";
      if (other) router.replace(`/checkout/${String(error.extra.booking)}`);
    },
  });
  return (
    <>
      <div className="mt-6 flex flex-wrap items-center gap-3">
        {canTake && isOpen && !at && (
          <Link href={`/sessions/${session.id}`} className={buttonClasses({ variant: "primary" })}>
            Choose another time
          </Link>
        )}
        {canTake && !(isOpen && !at) && (
          <Button
            variant="primary"
            isBusy={isBusy}
            aria-disabled={isBusy || wait > 0 || undefined}
            onClick={() => void take()}
          >
            {wait > 0 ? `Try again in ${wait} s` : isBusy ? "Holding a seat" : "Take a seat again"}
          </Button>
        )}
        <Link href="/" className={buttonClasses({ variant: canTake ? "secondary" : "primary" })}>
          See other sessions
        </Link>
      </div>
      {problem !== null && (
        <SeatProblem problem={problem} isOpen={isOpen} elsewhere="/" className="mt-6 max-w-136" />
      )}
    </>
  );
}

/** The session as it is now, as far as we know, and its seats as they come and go. */
function useSeatsOf({ session_details: drawn }: BookingOutput) {
  const query = useQuery({
    queryKey: ["session", drawn.id],
    queryFn: async () => (await sessionsRetrieve<true>({ path: { session_id: drawn.id } })).data,
    refetchOnWindowFocus: "always",
  });
  const seats = useLiveSeats([drawn.id], {
    announceFrom: { [drawn.id]: drawn.spots_available },
  });
  const session = query.data ?? drawn;
  const heard = seats.of(drawn.id);
  const isMissing = query.error instanceof ApiError && query.error.status === 404;
  const isGone = isMissing || (heard?.isClosed ?? false);
  return { session, isGone, free: heard?.free ?? session.spots_available };
}

const KEPT = "Nothing was charged, and what you typed is still here.";

function chanceOf({
  booking,
  session,
  isGone,
  free,
  now,
}: {
  booking: BookingOutput;
  session: SessionOutput;
  isGone: boolean;
  free: number;
  now: Date;
}): { title: string; text: string; canTake: boolean } {
  const hasStarted = session.start_time !== null && new Date(session.start_time) <= now;
  if (isGone || session.status !== "published") {
    return {
      title: "The host cancelled this session",
      text: `${nameOf(booking)} does not take place. Nothing was charged.`,
      canTake: false,
    };
  }
  if (hasStarted) {
    return {
      title: "Your seat went back, and the session has started",
      text: "It takes no more bookings. Nothing was charged.",
      canTake: false,
    };
  }
  if (free <= 0) {
    return {
      title: "Your seat went back, and somebody took it",
      text: `All seats are taken now. When one comes back, this page says so. ${KEPT}`,
      canTake: false,
    };
  }
  const count = free > MANY ? `more than ${MANY} are` : free === 1 ? "1 is" : `${free} are`;
  return {
    title: `Your seat went back, and ${count} free`,
    text: `We keep a seat for ten minutes. ${KEPT}`,
    canTake: true,
  };
}

function nameOf(booking: BookingOutput): string {
  return `“${booking.session_details.title}”`;
}
