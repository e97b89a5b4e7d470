"use client";

import { MANY, MOST_PIPS, Pips, SeatsLeft } from "@/components/Seats";
import { Perforation, Ticket, TicketPart } from "@/components/Ticket";
import { When } from "@/features/session/When";
import { exactPrice, isFree } from "@/lib/money";
import { durationWords, inPlace, timeAway, zoneShort } from "@/lib/time";

import { BookAction } from "./BookAction";
import { useBooking } from "./BookingProvider";
import { BookNote } from "./BookNote";
import { BookProblem } from "./BookProblem";

/** All that decides, in the order people ask, on the ticket that one gets for it. */
export function BookingBox() {
  return (
    <Ticket>
      <TicketPart>
        <BoxDate />
      </TicketPart>
      <Perforation />
      <TicketPart>
        <Price />
        <BookAction place="box" />
        <Seats />
        <BookNote />
        <BookProblem className="mt-4" />
      </TicketPart>
    </Ticket>
  );
}

function BoxDate() {
  const { session, start, zone, now, box, chooseDate } = useBooking();
  if (!start) return <AnyDay />;
  const isChosen = session.start_time === null && box.kind === "book";
  return (
    <>
      <When
        start={start}
        minutes={session.duration_minutes}
        zone={zone}
        hostZone={session.time_zone}
        now={now}
        elsewhereIs=" for the host"
      >
        {timeAway(start, zone, now)}
      </When>
      {isChosen && (
        <button type="button" className="-mb-3 tap text-sm link" onClick={chooseDate}>
          Choose another time
        </button>
      )}
    </>
  );
}

function AnyDay() {
  const { session, zone, now } = useBooking();
  return (
    <>
      <p className="text-sm leading-[1.35] text-ink-3">
        <strong className="block text-lg leading-[1.35] font-head tracking-[-0.01em] text-ink">
          Any day, any time
        </strong>
        you choose when
      </p>
      <p className="mt-3 mb-2 text-[clamp(1.875rem,10vw,2.5rem)] leading-none font-[480] tracking-[-0.045em] text-ink tabular-nums">
        {durationWords(session.duration_minutes)}
      </p>
      <p className="text-sm text-ink-3">
        Times in {zoneShort(now, zone)}
        {zone !== session.time_zone && `; the host is${inPlace(session.time_zone)}`}
      </p>
    </>
  );
}

function Price() {
  const { session } = useBooking();
  const free = isFree(session.price);
  return (
    <p className="mb-4 flex flex-wrap items-baseline justify-between gap-x-3 text-sm text-ink-3">
      <span className="text-[1.5rem] font-head tracking-[-0.03em] text-ink tabular-nums">
        {free ? "Free" : exactPrice(session.price, session.currency)}
      </span>
      <span>one seat, {free ? "nothing to pay" : "nothing added later"}</span>
    </p>
  );
}

function Seats() {
  const { session, free, box, seats, zone, now } = useBooking();
  if (["draft", "cancelled", "gone", "ended"].includes(box.kind)) return null;
  return (
    <div className="mt-6 grid gap-3 text-sm leading-[1.3] text-ink-2">
      {session.capacity <= MOST_PIPS && (
        <Pips taken={session.capacity - free} free={Math.max(free, 0)} isLarge />
      )}
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <SeatsLeft capacity={session.capacity} free={free} />
        {seats.lostSince ? (
          <span className="text-xs text-ink-3">Updated {timeAway(seats.lostSince, zone, now)}</span>
        ) : (
          <span className="flex items-center gap-1.5 text-xs text-ink-3 before:size-[7px] before:rounded-full before:bg-success">
            Live
          </span>
        )}
      </p>
    </div>
  );
}

/** "3 seats left", for the narrow bar of a phone. */
export function seatsShort(free: number): string {
  if (free <= 0) return "Full";
  if (free > MANY) return `${MANY}+ seats left`;
  return free === 1 ? "1 seat left" : `${free} seats left`;
}
