"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";

import type { BookingOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState, ErrorState } from "@/components/ui/state";

import { BookingRow } from "./BookingRow";
import { NextUp } from "./NextUp";
import { NextUpSkeleton, RowsSkeleton } from "./skeletons";
import { Stale } from "./Stale";

export function Upcoming({
  query,
  refunds,
  hasPast,
  zone,
  now,
  onCancel,
}: {
  query: UseQueryResult<BookingOutput[]>;
  refunds: readonly BookingOutput[];
  hasPast: boolean;
  zone: string;
  now: Date;
  onCancel: (booking: BookingOutput) => void;
}) {
  const { data, error } = query;
  if (!data) {
    return error ? (
      <ErrorState
        title="Your bookings did not load"
        error={error}
        className="mt-8"
        onRetry={() => void query.refetch()}
      />
    ) : (
      <>
        <NextUpSkeleton />
        <RowsSkeleton />
      </>
    );
  }
  const [next, ...later] = data;
  return (
    <>
      <Stale query={query} />
      {next ? (
        <NextUp booking={next} zone={zone} now={now} onCancel={() => onCancel(next)} />
      ) : (
        <EmptyState
          title={hasPast ? "Nothing coming up" : "Nothing booked yet"}
          className="mt-8"
          acts={
            <Link href="/" className={buttonClasses({ variant: "primary" })}>
              Browse sessions
            </Link>
          }
        >
          A seat you book waits here as a ticket, with its hours in your time zone and an entry for
          your calendar.
        </EmptyState>
      )}
      {later.length > 0 && <Rows title="Later" bookings={later} zone={zone} now={now} />}
      {refunds.length > 0 && (
        <Rows title="Refund on its way" bookings={refunds} zone={zone} now={now} />
      )}
    </>
  );
}

function Rows({
  title,
  bookings,
  zone,
  now,
}: {
  title: string;
  bookings: readonly BookingOutput[];
  zone: string;
  now: Date;
}) {
  return (
    <section className="mt-12">
      <h2 className="text-xl">{title}</h2>
      <ul className="mt-4 border-t border-line">
        {bookings.map((booking) => (
          <BookingRow key={booking.id} booking={booking} zone={zone} now={now} />
        ))}
      </ul>
    </section>
  );
}
