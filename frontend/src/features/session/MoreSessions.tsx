"use client";

import Link from "next/link";
import { useId } from "react";

import type { CardSession } from "@/features/catalogue/card-session";
import { SessionGrid } from "@/features/catalogue/SessionGrid";

import { useBooking } from "./book/BookingProvider";

interface Props {
  title: string;
  sessions: readonly CardSession[];
  /** At the right of the heading. */
  link: { href: string; label: string };
}

/** Cards below a session; the page's one feed knows their seats too. */
export function MoreSessions({ title, sessions, link }: Props) {
  const { seats, zone, now } = useBooking();
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="mt-12 md:mt-18">
      <div className="mb-6 flex items-baseline justify-between gap-4">
        <h2 id={heading} className="text-xl">
          {title}
        </h2>
        <Link href={link.href} className="tap text-sm whitespace-nowrap link">
          {link.label}
        </Link>
      </div>
      <SessionGrid sessions={sessions} zone={zone} now={now} isDated seats={seats} />
    </section>
  );
}
