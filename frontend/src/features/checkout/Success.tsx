"use client";

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import Link from "next/link";
import { useEffect, type ReactNode } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useAuth } from "@/context/AuthContext";
import { bookingQuery } from "@/features/bookings/queries";
import { refundSentence } from "@/features/bookings/words";
import { isFree } from "@/lib/money";
import { shortName } from "@/lib/person";
import { clock, dateWords, zoneShort } from "@/lib/time";

import { CheckoutFault } from "./CheckoutFault";
import { OrderTicket } from "./OrderTicket";
import { SuccessSkeleton } from "./SuccessSkeleton";
import { WhatNext } from "./WhatNext";

/** While a payment is under way its news should not take long to get here. */
const ASK_MS = 4_000;

/** The end of the way, or how far a booking has come. Says only what the server has said. */
export function Success({ id, now }: { id: string; now: Date }) {
  const { user, zone } = useAuth();
  const query = useQuery({
    ...bookingQuery(id),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? ASK_MS : false),
  });
  const booking = query.data;
  useTitle(booking);
  if (query.isError && !booking) {
    return <CheckoutFault error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!booking || !user) return <SuccessSkeleton />;
  if (booking.user !== user.id) return <CheckoutFault error={null} />;
  return (
    <div className="page grid gap-x-[clamp(2.5rem,6vw,5rem)] gap-y-12 pt-12 pb-12 lg:grid-cols-[minmax(0,1fr)_min(23.25rem,42%)]">
      <div>
        <Words booking={booking} email={user.email} zone={zone} now={now} />
      </div>
      <aside aria-label="Your seat">
        <OrderTicket booking={booking} zone={zone} now={now} />
      </aside>
    </div>
  );
}

interface Said {
  booking: BookingOutput;
  email: string;
  zone: string;
  now: Date;
}

function Words(said: Said) {
  switch (said.booking.status) {
    case "confirmed":
      return <Booked {...said} />;
    case "pending":
      return <Waiting {...said} />;
    case "cancelled":
      return <Cancelled {...said} />;
  }
}

function Booked({ booking, email, zone, now }: Said) {
  const { session_details: session, booking_date: start } = booking;
  return (
    <>
      <span className="grid size-11 place-items-center rounded-full bg-success-wash text-success inset-ring-1 inset-ring-success-line">
        <Check size={20} strokeWidth={1.6} aria-hidden="true" />
      </span>
      <Heading>You’re booked</Heading>
      <p className="mt-3 max-w-136 text-lg leading-normal">
        <bdi>{shortName(session.creator_details)}</bdi> expects you on{" "}
        <strong className="font-head text-ink">
          {dateWords(start, zone, { now })} at {clock(start, zone)} {zoneShort(start, zone)}
        </strong>
        . We write to {email} with the details
        {isFree(booking.amount) ? "" : " and the receipt"}.
      </p>
      <WhatNext booking={booking} zone={zone} now={now} />
    </>
  );
}

function Waiting({ booking, email }: Said) {
  return (
    <>
      <p>
        <Chip tone="waiting">Not paid yet</Chip>
      </p>
      <Heading>Your seat is held, and not paid for yet</Heading>
      <p role="status" className="mt-3 max-w-136 text-lg leading-normal">
        When your payment arrives, this page says so and we write to {email}.
      </p>
      <Link
        href={`/checkout/${booking.id}`}
        className={`mt-6 ${buttonClasses({ variant: "primary" })}`}
      >
        Back to the payment
      </Link>
    </>
  );
}

function Cancelled({ booking }: Said) {
  return (
    <>
      <p>
        <Chip tone="cancelled">Cancelled</Chip>
      </p>
      <Heading>This booking is cancelled</Heading>
      <p className="mt-3 max-w-136 text-lg leading-normal">{refundSentence(booking)}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Link
          href={`/sessions/${booking.session}`}
          className={buttonClasses({ variant: "primary" })}
        >
          See the session
        </Link>
        <Link href="/dashboard" className={buttonClasses()}>
          Your bookings
        </Link>
      </div>
    </>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <h1 tabIndex={-1} className="mt-4 text-hero outline-none">
      {children}
    </h1>
  );
}

/** The address alone does not tell how it ended. */
function useTitle(booking: BookingOutput | undefined): void {
  const status = booking?.status;
  useEffect(() => {
    if (status === "confirmed") document.title = "You’re booked · Sessions";
  }, [status]);
}
