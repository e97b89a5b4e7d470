"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

import { useAnnounce } from "@/components/Announcer";
import { buttonClasses } from "@/components/ui/button";
import { segmentClasses, Segments } from "@/components/ui/segments";
import { EmptyState, ErrorState } from "@/components/ui/state";
import { useAuth } from "@/context/AuthContext";
import { inPlace, zoneShort } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { LoadMore } from "../desk/LoadMore";
import { SearchField } from "../desk/SearchField";
import { NewSessionLink, WorkHead } from "../desk/WorkHead";
import { itemsOf, useMySessions, type Session } from "../queries";
import { counted } from "../words";
import { SessionsSkeleton } from "./SessionsSkeleton";
import { SessionsTable } from "./SessionsTable";
import {
  inView,
  nextOrder,
  readView,
  rowsOf,
  usualOrder,
  VIEWS,
  VIEW_WORDS,
  type Order,
  type View,
} from "./table";

const PATH = "/creator-dashboard/sessions";

/** All of one's sessions: filtered, searched and sorted here, once all of them are here. */
export function Sessions({ now: initial }: { now: Date }) {
  const now = useNow(initial);
  const { zone } = useAuth();
  const mine = useMySessions();
  const view = readView(useSearchParams().get("show"));
  const sessions = itemsOf(mine.data);
  return (
    <>
      <WorkHead title="Sessions" acts={<NewSessionLink />}>
        <p>
          Times{inPlace(zone)} ({zoneShort(now, zone)}).
        </p>
      </WorkHead>
      {mine.isPending ? (
        <div className="mt-24">
          <SessionsSkeleton />
        </div>
      ) : mine.isError && !mine.data ? (
        <ErrorState
          className="mt-8"
          title="Your sessions did not load"
          error={mine.error}
          onRetry={() => void mine.refetch()}
        />
      ) : sessions.length === 0 ? (
        <EmptyState className="mt-8" title="No sessions yet" acts={<NewSessionLink />}>
          What you write appears here, first as a draft that only you see. Publish it when it is
          ready.
        </EmptyState>
      ) : (
        <Listed key={view} {...{ sessions, view, zone, now, mine }} />
      )}
    </>
  );
}

function Listed({
  sessions,
  view,
  zone,
  now,
  mine,
}: {
  sessions: Session[];
  view: View;
  zone: string;
  now: Date;
  mine: ReturnType<typeof useMySessions>;
}) {
  const [query, setQuery] = useState("");
  const [order, setOrder] = useState<Order>(usualOrder(view));
  const announce = useAnnounce();
  const isComplete = !mine.hasNextPage;
  const rows = isComplete
    ? rowsOf(sessions, { view, query, order, now })
    : inView(sessions, view, now);
  const found = counted(rows.length, "session", "sessions");
  useEffect(() => {
    if (!query) return;
    const timer = setTimeout(() => announce(`${found} found`), 500);
    return () => clearTimeout(timer);
  }, [query, found, announce]);

  return (
    <>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-4">
        <Segments label="Which sessions">
          {VIEWS.map((each) => (
            <Link
              key={each}
              href={each === "current" ? PATH : `${PATH}?show=${each}`}
              scroll={false}
              aria-current={each === view ? "true" : undefined}
              className={segmentClasses(each === view)}
            >
              {VIEW_WORDS[each]}
              {isComplete && (
                <span className="text-xs text-ink-3 tabular-nums">
                  {inView(sessions, each, now).length}
                </span>
              )}
            </Link>
          ))}
        </Segments>
        {isComplete && <SearchField label="Search by title" value={query} onChange={setQuery} />}
      </div>
      {!isComplete && (
        <p className="mt-4 text-sm text-ink-3">
          Your {sessions.length} newest, newest first. Load the rest to search, count and sort them.
        </p>
      )}
      <h2 id="list" tabIndex={-1} className="sr-only">
        {VIEW_WORDS[view]}: {found}
      </h2>
      <div className="mt-4">
        {rows.length > 0 ? (
          <SessionsTable
            label={VIEW_WORDS[view]}
            sessions={rows}
            order={isComplete ? order : undefined}
            onOrder={isComplete ? (column) => setOrder(nextOrder(order, column)) : undefined}
            zone={zone}
            now={now}
            onGone={() => document.getElementById("list")?.focus()}
          />
        ) : (
          <Nothing view={view} query={query} onClear={() => setQuery("")} />
        )}
      </div>
      <LoadMore
        list={mine}
        what="sessions"
        words={`${counted(sessions.length, "session", "sessions")} loaded`}
      />
    </>
  );
}

const NOTHING: Record<View, string> = {
  current: "Nothing is planned. Drafts and what you publish appear here.",
  draft: "No drafts. A new session begins as one, and only you see it.",
  ended: "None of your sessions has taken place yet.",
  cancelled: "You have cancelled none.",
  all: "No sessions yet.",
};

function Nothing({ view, query, onClear }: { view: View; query: string; onClear: () => void }) {
  if (query) {
    return (
      <EmptyState
        title={`No title has “${query}”`}
        acts={
          <button type="button" className={buttonClasses()} onClick={onClear}>
            Clear the search
          </button>
        }
      />
    );
  }
  return <EmptyState title={VIEW_WORDS[view]}>{NOTHING[view]}</EmptyState>;
}
