"use client";

import Link from "next/link";
import type { ReactNode } from "react";

import { RefundUntil } from "@/features/session/policy";
import { bookingNumber } from "@/lib/booking-number";
import { isFree } from "@/lib/money";
import { clock, zoneShort } from "@/lib/time";

import { useBooking } from "./BookingProvider";

/** What happens after the click, or why there is none. Two lines have their room. */
export function BookNote() {
  const { kind } = useBooking().box;
  return (
    // New words are a new paragraph: a piece of the old one that was kept would move.
    <p key={kind} className="mt-4 min-h-[2lh] text-sm leading-normal text-ink-3">
      {useWords()}
    </p>
  );
}

function useWords(): ReactNode {
  const { box, session, start, zone, now } = useBooking();
  const free = isFree(session.price);
  const isAhead = start === null || new Date(start) > now;
  const refund = <RefundUntil start={start} zone={zone} now={now} isFree={free} />;
  switch (box.kind) {
    case "book":
    case "choose":
      return (
        <>
          {free ? "The seat is yours at once. " : "We keep the seat for 10 minutes while you pay. "}
          {refund}.
        </>
      );
    case "held":
      return (
        <>
          <Strong>Your seat is held</Strong>
          {box.booking.hold_expires_at &&
            ` until ${clock(box.booking.hold_expires_at, zone)} ${zoneShort(box.booking.hold_expires_at, zone)}`}
          . It is yours once it is paid for.
        </>
      );
    case "booked":
      return (
        <>
          <Strong>You’re booked.</Strong> Number {bookingNumber(box.booking.id)}.
          {isAhead && <> {refund}.</>}
        </>
      );
    case "mine":
      return (
        <>
          <Strong>You host this session.</Strong> Others see the booking box here.{" "}
          <Link className="link" href={`/creator-dashboard/sessions/${session.id}/edit`}>
            Edit it
          </Link>
        </>
      );
    case "draft":
      return (
        <>
          <Strong>Only you see this.</Strong> People can book once you publish it.
        </>
      );
    case "full":
      return (
        <>
          <Strong>All seats are taken.</Strong> When somebody cancels, it says so here at once.
        </>
      );
    case "started":
      return (
        <>
          <Strong>It has started</Strong>, so it takes no more bookings.
        </>
      );
    case "ended":
      return (
        <>
          <Strong>It is over.</Strong> Have a look at what comes next.
        </>
      );
    case "cancelled":
      return (
        <>
          <Strong>The host cancelled this session.</Strong> Whoever paid gets everything back.
        </>
      );
    case "gone":
      return (
        <>
          <Strong>This session is no longer offered.</Strong> The host took it back while you were
          here.
        </>
      );
  }
}

function Strong({ children }: { children: ReactNode }) {
  return <strong className="font-ui text-ink-2">{children}</strong>;
}
