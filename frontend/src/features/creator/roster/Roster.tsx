"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Pencil, Printer } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";

import { useAnnounce } from "@/components/Announcer";
import { Button, buttonClasses } from "@/components/ui/button";
import { segmentClasses, Segments } from "@/components/ui/segments";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/state";
import { useAuth } from "@/context/AuthContext";
import { useLiveSeats } from "@/features/catalogue/use-live-seats";
import { useNow } from "@/lib/use-now";

import { ExportButton } from "../desk/ExportButton";
import { LoadMore } from "../desk/LoadMore";
import { SearchField } from "../desk/SearchField";
import { WorkHead } from "../desk/WorkHead";
import { itemsOf, KEYS, useRoster, useSession, type Booking, type Session } from "../queries";
import { SessionsSkeleton } from "../sessions/SessionsSkeleton";
import { counted, people } from "../words";
import { byName, FILTERS, ofStatus, searched, type StatusFilter } from "./booking-words";
import { BookingsTable } from "./BookingsTable";
import { RosterHead, SessionLink } from "./RosterHead";

const ASK_EVERY_MS = 2_000;

/** Who comes to one session. It looks anew when a seat is taken or given back, and now and then. */
export function Roster({ id, now: initial }: { id: string; now: Date }) {
  const now = useNow(initial);
  const { zone, user } = useAuth();
  const session = useSession(id);
  const roster = useRoster(id);
  useAskWhenSeatsChange(id);
  const failed = [session, roster].find((query) => query.isError && !query.data);
  const bookings = itemsOf(roster.data);
  useSpokenChanges(roster.data ? bookings : null);

  if (failed) {
    return (
      <ErrorState
        as="h1"
        className="mt-8 lg:mt-12"
        title="The roster did not load"
        error={failed.error}
        onRetry={() => {
          void session.refetch();
          void roster.refetch();
        }}
      />
    );
  }
  const isReady = session.data && roster.data && user;
  if (isReady && session.data.creator !== user.id) {
    return (
      <ErrorState as="h1" className="mt-8 lg:mt-12" title="This is somebody else’s session">
        Only its host sees who comes.
      </ErrorState>
    );
  }
  return (
    <>
      <WorkHead
        title="Roster"
        acts={
          <>
            <ExportButton sessionId={id} name={`roster-${id.slice(-8)}.csv`} label="Download CSV" />
            <Button variant="quiet" size="sm" onClick={() => window.print()}>
              <Printer size={16} strokeWidth={1.6} aria-hidden="true" />
              Print
            </Button>
            {session.data?.status !== "cancelled" && (
              <Link
                href={`/creator-dashboard/sessions/${id}/edit`}
                className={buttonClasses({ size: "sm" })}
              >
                <Pencil size={16} strokeWidth={1.6} aria-hidden="true" />
                Edit session
              </Link>
            )}
          </>
        }
      >
        <p className="min-h-[1.6em]">
          {session.data ? (
            <SessionLink session={session.data} />
          ) : (
            <Skeleton className="h-[1.4em] w-72 max-w-full" />
          )}
        </p>
      </WorkHead>
      {isReady ? (
        <>
          <RosterHead
            session={session.data}
            bookings={bookings}
            isComplete={!roster.hasNextPage}
            zone={zone}
            now={now}
          />
          <People
            session={session.data}
            bookings={bookings}
            roster={roster}
            zone={zone}
            now={now}
          />
        </>
      ) : (
        <>
          <Skeleton className="mt-6 h-80 md:h-28" />
          <div className="mt-8">
            <SessionsSkeleton />
          </div>
        </>
      )}
    </>
  );
}

function People({
  session,
  bookings,
  roster,
  zone,
  now,
}: {
  session: Session;
  bookings: Booking[];
  roster: ReturnType<typeof useRoster>;
  zone: string;
  now: Date;
}) {
  const [filter, setFilter] = useState<StatusFilter>("live");
  const [query, setQuery] = useState("");
  const rows = byName(searched(ofStatus(bookings, filter), query));

  if (bookings.length === 0) {
    return (
      <EmptyState className="mt-8" title="Nobody has booked yet">
        {session.status === "published"
          ? "Whoever takes a seat appears here within seconds, with a name and an e-mail address."
          : "It takes bookings once it is published."}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mt-8 flex flex-wrap items-center justify-between gap-4 print:hidden">
        <Segments of="buttons" label="Which bookings">
          {(Object.keys(FILTERS) as StatusFilter[]).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === filter}
              className={segmentClasses(each === filter)}
              onClick={() => setFilter(each)}
            >
              {FILTERS[each]}
              <span className="min-w-[2ch] text-left text-xs text-ink-3 tabular-nums">
                {ofStatus(bookings, each).length}
              </span>
            </button>
          ))}
        </Segments>
        <SearchField label="Search by name or e-mail" value={query} onChange={setQuery} />
      </div>
      <h2 className="sr-only">People</h2>
      <p role="status" className="sr-only">
        {query && `${people(rows.length)} found`}
      </p>
      <div className="mt-4">
        {rows.length > 0 ? (
          <BookingsTable
            label="People"
            bookings={rows}
            shows={session.start_time ? "none" : "day"}
            zone={zone}
            now={now}
          />
        ) : (
          <EmptyState title={query ? `Nobody called “${query}”` : "Nobody in this list"}>
            {query &&
              roster.hasNextPage &&
              "Not among those that are loaded. There are more below."}
          </EmptyState>
        )}
      </div>
      <LoadMore
        list={roster}
        what="bookings"
        words={`${counted(bookings.length, "booking", "bookings")} loaded, the newest`}
      />
    </>
  );
}

/** However quickly the seats go, the server is asked every few seconds at most. */
function useAskWhenSeatsChange(id: string): void {
  const version = useLiveSeats([id]).of(id)?.version;
  const client = useQueryClient();
  const asked = useRef({ version, at: 0 });
  useEffect(() => {
    if (version === undefined) return;
    if (asked.current.version === undefined) asked.current.version = version; // as it was drawn
    if (asked.current.version === version) return;
    const wait = Math.max(0, asked.current.at + ASK_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      asked.current = { version, at: Date.now() };
      void client.invalidateQueries({ queryKey: KEYS.roster(id) });
      void client.invalidateQueries({ queryKey: KEYS.session(id) });
    }, wait);
    return () => clearTimeout(timer);
  }, [version, id, client]);
}

/** Says who came or left while the page was open. */
function useSpokenChanges(bookings: Booking[] | null): void {
  const announce = useAnnounce();
  const before = useRef<number | null>(null);
  const live = bookings ? ofStatus(bookings, "live").length : null;
  useEffect(() => {
    if (live === null) return;
    if (before.current !== null && before.current !== live) {
      announce(`${people(live)} ${live === 1 ? "has" : "have"} a seat now`);
    }
    before.current = live;
  }, [live, announce]);
}
