import Link from "next/link";

import { MOST_PIPS, Pips } from "@/components/Seats";
import { exactPrice, sumOf } from "@/lib/money";
import { dateWords, inPlace, rangeElsewhere, rangeWords } from "@/lib/time";

import type { Booking, Session } from "../queries";
import { hasStarted, stateOf, STATES } from "../session-state";
import { counted } from "../words";

/** When it is, how full, and what was paid. */
export function RosterHead({
  session,
  bookings,
  isComplete,
  zone,
  now,
}: {
  session: Session;
  bookings: Booking[];
  isComplete: boolean;
  zone: string;
  now: Date;
}) {
  const booked = bookings.filter((booking) => booking.status === "confirmed").length;
  const held = bookings.filter((booking) => booking.status === "pending").length;
  const { capacity } = session;
  // Of the roster itself, so that the rounds and the rows never disagree.
  const taken = isComplete ? booked + held : session.current_bookings;
  const paid = sumOf(
    bookings
      .filter((booking) => booking.payment_status === "paid")
      .map((booking) => booking.amount),
  );
  return (
    <div className="@container">
      <dl className="mt-6 grid border-y border-line @min-[36rem]:grid-cols-3">
        <Fact label="When">
          <When {...{ session, zone, now }} />
        </Fact>
        <Fact label={hasStarted(session, now) ? "Seats taken" : "Seats taken so far"}>
          <span className="block text-xl text-ink tabular-nums">
            {taken} of {capacity}
          </span>
          <span className="mt-1.5 flex min-h-[19px] flex-wrap items-center gap-x-3 gap-y-1">
            {capacity <= MOST_PIPS && (
              <Pips taken={Math.min(taken, capacity)} free={Math.max(0, capacity - taken)} />
            )}
            {held > 0 && <span>{counted(held, "hold is", "holds are")} not paid yet</span>}
          </span>
        </Fact>
        <Fact label="Paid, less refunds">
          <span className="block text-xl text-ink tabular-nums">
            {isComplete
              ? exactPrice(paid, session.currency)
              : `More than ${exactPrice(paid, session.currency)}`}
          </span>
          <span className="mt-1 block">
            {STATES[stateOf(session, now)].word} at {exactPrice(session.price, session.currency)} a
            seat
          </span>
        </Fact>
      </dl>
    </div>
  );
}

function When({ session, zone, now }: { session: Session; zone: string; now: Date }) {
  const { start_time: start, duration_minutes: minutes, time_zone: own } = session;
  if (!start) {
    return (
      <>
        <span className="block text-xl text-ink">
          {session.status === "draft" ? "No day yet" : "Days by choice"}
        </span>
        {session.status !== "draft" && (
          <span className="mt-1 block">Each person chose a day, below.</span>
        )}
      </>
    );
  }
  const elsewhere = rangeElsewhere(start, minutes, zone, own);
  return (
    <>
      <span className="block text-xl text-ink">
        {dateWords(start, zone, { weekday: "short", month: "short", now })}
      </span>
      <span className="mt-1 block">{rangeWords(start, minutes, zone)}</span>
      {elsewhere && (
        <span className="block">
          {elsewhere}
          {inPlace(own)}
        </span>
      )}
    </>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="border-line py-4 not-first:border-t @min-[36rem]:px-6 @min-[36rem]:not-first:border-t-0 @min-[36rem]:not-first:border-l @min-[36rem]:first:pl-0">
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="mt-1 text-sm text-ink-3">{children}</dd>
    </div>
  );
}

export function SessionLink({ session }: { session: Session }) {
  return (
    <Link dir="auto" href={`/sessions/${session.id}`} className="link text-ink-2">
      {session.title}
    </Link>
  );
}
