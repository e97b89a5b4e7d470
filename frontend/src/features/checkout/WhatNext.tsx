"use client";

import { ArrowLeft, CalendarDays, Ticket, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { CalendarButton } from "@/features/bookings/CalendarButton";
import { bookingNumber } from "@/lib/booking-number";
import { googleLink, outlookLink } from "@/lib/ics-links";
import { exactPrice, isFree } from "@/lib/money";
import { personName, shortName } from "@/lib/person";
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
      <h2 id="next" className="mt-12 mb-4 text-xl">
        What next
      </h2>
      <ul className="border-t border-line">
        <Item
          icon={CalendarDays}
          title="Put it in your calendar"
          hint="A new file replaces it if the host moves the session"
        >
          <CalendarButton booking={booking.id} size="sm">
            .ics file
          </CalendarButton>
          <CalendarLinks booking={booking} />
        </Item>
        <Item
          icon={Ticket}
          title="Your booking"
          hint={`Number ${bookingNumber(booking.id)}, with everything ${shortName(session.creator_details)} wrote`}
        >
          <Link href={page} className={buttonClasses({ size: "sm" })}>
            Open
          </Link>
        </Item>
        {new Date(start) > now && (
          <Item icon={ArrowLeft} title="Plans change" hint={`Cancel until ${until} ${back}`}>
            <Link href={page} className={buttonClasses({ variant: "quiet", size: "sm" })}>
              Cancel booking
            </Link>
          </Item>
        )}
      </ul>
    </section>
  );
}

function Item({
  icon: Icon,
  title,
  hint,
  children,
}: {
  icon: LucideIcon;
  title: string;
  hint: string;
  children: ReactNode;
}) {
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <Icon size={20} strokeWidth={1.6} aria-hidden="true" className="shrink-0 text-ink" />
      <p className="min-w-0 flex-1 basis-48 leading-[1.4] text-ink">
        {title}
        <span className="block text-sm text-ink-3">{hint}</span>
      </p>
      <div className="flex flex-wrap items-center gap-x-1 pl-9 md:pl-0">{children}</div>
    </li>
  );
}

function CalendarLinks({ booking }: { booking: BookingOutput }) {
  const session = booking.session_details;
  const item = {
    title: session.title,
    // The browser's own address of the session: the one the reader came by.
    details: `With ${personName(session.creator_details)}\n${window.location.origin}/sessions/${session.id}`,
    start: booking.booking_date,
    minutes: session.duration_minutes,
  };
  const look = buttonClasses({ variant: "quiet", size: "sm" });
  return (
    <>
      <a href={googleLink(item)} target="_blank" rel="noreferrer" className={look}>
        Google<span className="sr-only"> Calendar, in a new tab</span>
      </a>
      <a href={outlookLink(item)} target="_blank" rel="noreferrer" className={look}>
        Outlook<span className="sr-only"> Calendar, in a new tab</span>
      </a>
    </>
  );
}
