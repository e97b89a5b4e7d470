import Link from "next/link";
import type { ReactNode } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { Hour } from "@/components/Time";
import { shortName } from "@/lib/person";
import { clock, dateWords, momentWords, zoneShort } from "@/lib/time";

import type { BookingState } from "./booking-state";
import { countdownWords, refundSentence } from "./words";

/** How a booking stands, in a sentence or two. */
export function Standing(props: {
  booking: BookingOutput;
  state: BookingState;
  zone: string;
  now: Date;
}) {
  return <div className="mt-4 max-w-136 text-lg leading-normal">{sentences(props)}</div>;
}

function sentences({ booking, state, zone, now }: Parameters<typeof Standing>[0]): ReactNode {
  const start = booking.booking_date;
  const host = <bdi>{shortName(booking.session_details.creator_details)}</bdi>;
  const moment = (
    <strong className="font-head text-ink">
      {dateWords(start, zone, { now })} at {clock(start, zone)} {zoneShort(start, zone)}
    </strong>
  );
  switch (state) {
    case "held":
    case "overdue":
      return (
        <p>
          {state === "held" ? "Your seat is held until " : "Your hold ran out at "}
          {booking.hold_expires_at && <Hour at={booking.hold_expires_at} zone={zone} />}.{" "}
          {state === "held"
            ? "It is yours once it is paid."
            : "Nothing was charged. If nobody has taken the seat, you can still pay for it."}{" "}
          The session is on {moment}.
        </p>
      );
    case "booked":
    case "on":
      return (
        <>
          <p>
            {host} expects you on {moment}.
          </p>
          <p className="mt-1 text-base font-ui text-accent-ink print:hidden">
            {countdownWords(start, zone, now)}
          </p>
        </>
      );
    case "past":
      return (
        <p>
          It took place on {moment}, with {host}.
        </p>
      );
    case "cancelled":
      return (
        <>
          <p>
            Cancelled
            {booking.cancelled_at && ` on ${momentWords(booking.cancelled_at, zone, now)}`}.{" "}
            {booking.session_details.status === "cancelled" && "The session does not take place. "}
            {refundSentence(booking)}
          </p>
          {booking.refund_status === "failed" && (
            <p className="mt-2 text-base">
              <Link className="link" href="/help#refunds">
                What that means
              </Link>
            </p>
          )}
        </>
      );
  }
}
