import Link from "next/link";
import type { ReactNode } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { Cover } from "@/components/Cover";
import { Zone } from "@/components/Time";
import { Button, buttonClasses } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { exactPrice } from "@/lib/money";
import { personName } from "@/lib/person";
import { clock, dayOf, endOf, momentWords, monthWord, weekdayWord } from "@/lib/time";

import { canBookAgain, stateOf, type BookingState } from "./booking-state";
import { HeldUntil } from "./HeldUntil";
import { refundWords } from "./words";

export interface RowProps {
  booking: BookingOutput;
  zone: string;
  now: Date;
  /** Left out where a row is only a reminder. */
  onRemove?: () => void;
}

const SMALL = "w-full md:px-3";

/** Date, cover, what and with whom, how it stands, and the one thing to do. */
export function BookingRow({ booking, zone, now, onRemove }: RowProps) {
  const session = booking.session_details;
  const state = stateOf(booking, now);
  const day = dayOf(booking.booking_date, zone);
  const isOver = state === "past" || state === "cancelled";
  return (
    <li className="grid grid-cols-[3.25rem_minmax(0,1fr)] items-start gap-x-4 gap-y-2 border-b border-line py-4 md:grid-cols-[4.75rem_minmax(0,1fr)_minmax(9rem,auto)_8.5rem] md:items-center md:gap-x-6 lg:grid-cols-[4.75rem_6rem_minmax(0,1fr)_minmax(9.5rem,auto)_8.5rem]">
      <p className="text-sm leading-tight text-ink-3">
        <span className="mb-[3px] block text-[1.75rem] leading-none font-numeral tracking-[-0.045em] text-ink tabular-nums">
          {Number(day.slice(8))}
        </span>
        {weekdayWord(day, "short")} {monthWord(day, "short")}
        {day.slice(0, 4) !== dayOf(now, zone).slice(0, 4) && ` ${day.slice(0, 4)}`}
      </p>
      <Cover
        id={session.id}
        title={session.title}
        topic={session.topic}
        image={session.image}
        isDimmed={isOver}
        className="aspect-4/3 max-lg:hidden"
      />
      <div>
        <h3 dir="auto" className="text-lg leading-[1.3] font-ui">
          <Link
            href={`/dashboard/bookings/${booking.id}`}
            className="decoration-1 underline-offset-[0.18em] hover:underline"
          >
            {session.title}
          </Link>
        </h3>
        <p className="mt-[3px] text-sm leading-[1.45] text-ink-3">
          <Hours booking={booking} zone={zone} />, with{" "}
          <bdi>{personName(session.creator_details)}</bdi>
        </p>
        {booking.cancelled_at && (
          <p className="mt-[3px] text-sm leading-[1.45] text-ink-3">
            Cancelled on {momentWords(booking.cancelled_at, zone, now)}.
            {session.status === "cancelled" && " The session does not take place."}
          </p>
        )}
      </div>
      <div className="text-sm leading-[1.4] text-ink-3 max-md:col-start-2 md:text-right">
        <Standing booking={booking} state={state} zone={zone} now={now} />
      </div>
      <div className="grid gap-1 max-md:col-start-2 max-md:mt-2">
        <Act booking={booking} state={state} now={now} isReminder={!onRemove && isOver} />
        {isOver && onRemove && (
          <Button variant="quiet" size="sm" className={SMALL} onClick={onRemove}>
            Remove<span className="sr-only"> {session.title} from the list</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function Hours({ booking, zone }: { booking: BookingOutput; zone: string }) {
  const start = booking.booking_date;
  const end = endOf(start, booking.session_details.duration_minutes);
  return (
    <span className="whitespace-nowrap tabular-nums">
      <span className="font-head text-ink">
        {clock(start, zone)} <span aria-hidden="true">–</span>
        <span className="sr-only">to</span> {clock(end, zone)}
      </span>
      <Zone at={start} zone={zone} />
    </span>
  );
}

function Standing({
  booking,
  state,
  zone,
  now,
}: {
  booking: BookingOutput;
  state: BookingState;
  zone: string;
  now: Date;
}) {
  if (state === "booked") return <Chip tone="live">Booked</Chip>;
  if (state === "on") return <Chip tone="live">On now</Chip>;
  if (state === "past") return <Chip tone="over">Ended</Chip>;
  return (
    <p>
      <span className="text-base font-head text-ink tabular-nums md:block">
        {exactPrice(booking.amount, booking.currency)}
      </span>{" "}
      {state === "cancelled" ? (
        refundWords(booking)
      ) : (
        <HeldUntil booking={booking} zone={zone} now={now} />
      )}
    </p>
  );
}

function Act({
  booking,
  state,
  now,
  isReminder,
}: {
  booking: BookingOutput;
  state: BookingState;
  now: Date;
  isReminder: boolean;
}): ReactNode {
  if (isReminder) {
    return (
      <Chip tone="over" className="justify-self-start md:justify-self-end">
        Cancelled
      </Chip>
    );
  }
  const title = <span className="sr-only">: {booking.session_details.title}</span>;
  if (state === "held" || state === "overdue") {
    return (
      <Link
        href={`/checkout/${booking.id}`}
        className={`${buttonClasses({ variant: "primary", size: "sm" })} ${SMALL}`}
      >
        Finish paying{title}
      </Link>
    );
  }
  if (state !== "cancelled") {
    return (
      <Link
        href={`/dashboard/bookings/${booking.id}`}
        className={`${buttonClasses({ size: "sm" })} ${SMALL}`}
      >
        Open booking{title}
      </Link>
    );
  }
  if (!canBookAgain(booking, now)) return null;
  return (
    <Link
      href={`/sessions/${booking.session}`}
      className={`${buttonClasses({ size: "sm" })} ${SMALL}`}
    >
      Book again{title}
    </Link>
  );
}
