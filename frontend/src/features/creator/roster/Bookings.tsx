"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";

import type { BookingStatus } from "@/api/types.gen";
import { segmentClasses, Segments } from "@/components/ui/segments";
import { EmptyState, ErrorState } from "@/components/ui/state";
import { useAuth } from "@/context/AuthContext";
import { inPlace, zoneShort } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { ExportButton } from "../desk/ExportButton";
import { LoadMore } from "../desk/LoadMore";
import { WorkHead } from "../desk/WorkHead";
import { itemsOf, useAllBookings } from "../queries";
import { SessionsSkeleton } from "../sessions/SessionsSkeleton";
import { counted } from "../words";
import { BookingsTable } from "./BookingsTable";

const PATH = "/creator-dashboard/bookings";
const STATUSES: [BookingStatus | undefined, string][] = [
  [undefined, "All"],
  ["confirmed", "Booked"],
  ["pending", "Held"],
  ["cancelled", "Cancelled"],
];

/** Bookings on all of one's sessions, newest first. */
export function Bookings({ now: initial }: { now: Date }) {
  const now = useNow(initial);
  const { zone } = useAuth();
  const asked = useSearchParams().get("status");
  const [status, word] = STATUSES.find(([each]) => each === asked) ?? [undefined, "All"];
  const list = useAllBookings(status);
  const bookings = itemsOf(list.data);
  return (
    <>
      <WorkHead
        title="Bookings"
        acts={<ExportButton name="bookings.csv" label="Export all bookings" />}
      >
        <p>
          On all your sessions, newest first. Times{inPlace(zone)} ({zoneShort(now, zone)}).
        </p>
      </WorkHead>
      <Segments label="Which bookings" className="mt-6">
        {STATUSES.map(([each, label]) => (
          <Link
            key={label}
            href={each ? `${PATH}?status=${each}` : PATH}
            scroll={false}
            aria-current={each === status ? "true" : undefined}
            className={segmentClasses(each === status)}
          >
            {label}
          </Link>
        ))}
      </Segments>
      <h2 className="sr-only">{word}</h2>
      <div className="mt-4">
        {list.isPending ? (
          <SessionsSkeleton rows={6} />
        ) : list.isError && !list.data ? (
          <ErrorState
            as="h3"
            title="The bookings did not load"
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        ) : bookings.length > 0 ? (
          <BookingsTable label={word} bookings={bookings} shows="session" zone={zone} now={now} />
        ) : (
          <EmptyState as="h3" title={status ? "None of these" : "No bookings yet"}>
            {status
              ? "There is no such booking on your sessions now."
              : "When somebody takes a seat in one of your sessions, it appears here."}
          </EmptyState>
        )}
      </div>
      <LoadMore
        list={list}
        what="bookings"
        words={`${counted(bookings.length, "booking", "bookings")} shown`}
      />
    </>
  );
}
