"use client";

import { ArrowLeft, Ticket } from "lucide-react";
import Link from "next/link";

import type { BookingOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { ActLine, ActList } from "@/features/bookings/ActList";
import { CalendarLine } from "@/features/bookings/CalendarLine";
import { bookingNumber } from "@/lib/booking-number";
import { exactPrice, isFree } from "@/lib/money";
import { shortName } from "@/lib/person";
import { momentWords } from "@/lib/time";

/** Three things one may want to do with a booking, each with its act at the right. */
export function WhatNext({
  booking,
  zone,
  now,
}: {
  booking: BookingOutput;
  zone: string;
  now: Date;
}) {
  const { session_details: session, booking_date: start } = booking;
  const page = `/dashboard/bookings/${booking.id}`;
  const until = momentWords(start, zone, now);
  const back = isFree(booking.amount)
    ? "and your seat goes to somebody else"
    : `and ${exactPrice(booking.amount, booking.currency)} comes back`;
  return (
    <section aria-labelledby="next">
      <h2 id="next" className="mt-12 text-xl">
        What next
      </h2>
      <ActList>
        <CalendarLine booking={booking} />
        <ActLine
          icon={Ticket}
          title="Your booking"
          text={`Number ${bookingNumber(booking.id)}, with everything ${shortName(session.creator_details)} wrote`}
        >
          <Link href={page} className={buttonClasses({ size: "sm" })}>
            Open
          </Link>
        </ActLine>
        {new Date(start) > now && (
          <ActLine icon={ArrowLeft} title="Plans change" text={`Cancel until ${until} ${back}`}>
            <Link href={page} className={buttonClasses({ variant: "quiet", size: "sm" })}>
              Cancel booking
            </Link>
          </ActLine>
        )}
      </ActList>
    </section>
  );
}
