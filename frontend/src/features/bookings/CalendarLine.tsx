"use client";

import { CalendarPlus } from "lucide-react";

import type { BookingOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { googleLink, outlookLink } from "@/lib/ics-links";
import { personName } from "@/lib/person";

import { ActLine } from "./ActList";
import { CalendarButton } from "./CalendarButton";

export function CalendarLine({ booking }: { booking: BookingOutput }) {
  const { session_details: session, booking_date: start } = booking;
  const item = {
    title: session.title,
    // The browser's own address of the session: the one the reader came by.
    details: `With ${personName(session.creator_details)}\n${window.location.origin}/sessions/${session.id}`,
    place: session.place,
    start,
    minutes: session.duration_minutes,
  };
  return (
    <ActLine
      icon={CalendarPlus}
      title="Put it in your calendar"
      text="Should the host move the session, the mail about it brings the new entry"
    >
      <CalendarButton booking={booking.id} size="sm">
        .ics file
      </CalendarButton>
      <Elsewhere href={googleLink(item)}>Google</Elsewhere>
      <Elsewhere href={outlookLink(item)}>Outlook</Elsewhere>
    </ActLine>
  );
}

function Elsewhere({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className={buttonClasses({ variant: "quiet", size: "sm" })}
    >
      {children}
      <span className="sr-only"> Calendar, in a new tab</span>
    </a>
  );
}
