"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { useAnnounce } from "@/components/Announcer";
import { Button, buttonClasses } from "@/components/ui/button";
import { EmptyState, ErrorState } from "@/components/ui/state";
import { wordsFor } from "@/lib/problem";

import { BookingRow } from "./BookingRow";
import { RowsSkeleton } from "./skeletons";
import { Stale } from "./Stale";

interface Page {
  items: BookingOutput[];
  cursor: string | null;
}

const EMPTY = {
  past: ["No past sessions yet", "Sessions you took part in stay here, with what you paid."],
  cancelled: [
    "Nothing cancelled",
    "Should plans change, the booking and the way of its refund stay here.",
  ],
} as const;

/** Bookings that are over, page by page. */
export function OverList({
  kind,
  query,
  zone,
  now,
  onRemove,
}: {
  kind: keyof typeof EMPTY;
  query: UseInfiniteQueryResult<InfiniteData<Page>>;
  zone: string;
  now: Date;
  onRemove: (booking: BookingOutput) => void;
}) {
  const { data, error, hasNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const list = useRef<HTMLUListElement>(null);
  const announce = useAnnounce();
  const count = data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  const shown = useRef(0);
  const focusNext = useRef(false);

  useEffect(() => {
    const first = list.current?.children[shown.current];
    if (focusNext.current && first) {
      focusNext.current = false;
      announce(`${count - shown.current} more bookings`);
      first.querySelector<HTMLElement>("h3 a")?.focus();
    }
    shown.current = count;
  }, [count, announce]);

  if (!data) {
    return error ? (
      <ErrorState
        title="These bookings did not load"
        error={error}
        className="mt-8"
        onRetry={() => void query.refetch()}
      />
    ) : (
      <RowsSkeleton />
    );
  }
  if (count === 0) {
    const [title, text] = EMPTY[kind];
    return (
      <EmptyState
        title={title}
        className="mt-8"
        acts={
          <Link href="/" className={buttonClasses({ variant: "primary" })}>
            Browse sessions
          </Link>
        }
      >
        {text}
      </EmptyState>
    );
  }
  return (
    <section className="mt-8">
      <h2 className="sr-only">{kind === "past" ? "Past bookings" : "Cancelled bookings"}</h2>
      {!isFetchNextPageError && <Stale query={query} />}
      <ul ref={list} className="border-t border-line">
        {data.pages.map(({ items }) =>
          items.map((booking) => (
            <BookingRow
              key={booking.id}
              booking={booking}
              zone={zone}
              now={now}
              onRemove={() => onRemove(booking)}
            />
          )),
        )}
      </ul>
      {hasNextPage && (
        <div className="mt-6 grid justify-items-start gap-3">
          {isFetchNextPageError && (
            <p role="alert" className="text-sm text-danger">
              {wordsFor(error)}
            </p>
          )}
          <Button
            isBusy={isFetchingNextPage}
            onClick={() => {
              focusNext.current = true;
              void query.fetchNextPage();
            }}
          >
            Load more
          </Button>
        </div>
      )}
    </section>
  );
}
