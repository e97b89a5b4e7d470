"use client";

import { useMemo } from "react";

import type { CardSession } from "./card-session";
import { DayList } from "./DayList";
import { shownWords, type Extent } from "./hero-words";
import { useLoadedPages } from "./loaded-pages";
import { LoadMore } from "./LoadMore";
import { SessionGrid } from "./SessionGrid";
import { useLiveSeats } from "./use-live-seats";

/** Sessions as they come from the server, those that are loaded later, and their seats as they change. */
export function ResultList({
  first,
  cursor,
  query,
  href,
  layout,
  extent,
  zone,
  now,
  today,
}: {
  /** The page that the server drew. */
  first: readonly CardSession[];
  cursor: string | null;
  /** What the API was asked for. */
  query: string;
  /** The address of the first page. */
  href: string;
  /** Under their days, or in a grid whose cards say the date, or need not. */
  layout: "days" | "dated" | "undated";
  extent: Extent;
  zone: string;
  now: Date;
  today: string;
}) {
  const { pages, append } = useLoadedPages(query);
  const sessions = useMemo(
    () => withoutTwice([...first, ...(pages?.sessions ?? [])]),
    [first, pages],
  );
  const next = pages ? pages.cursor : cursor;
  const seats = useLiveSeats(sessions.map(({ id }) => id));
  const list = { sessions, zone, now, seats };
  return (
    <>
      {layout === "days" ? (
        <DayList {...list} today={today} />
      ) : (
        <SessionGrid {...list} isDated={layout === "dated"} eager={3} />
      )}
      <LoadMore
        query={query}
        href={href}
        cursor={next}
        isIndented={layout === "days"}
        words={shownWords(sessions.length, next !== null, extent, today)}
        onLoaded={append}
      />
    </>
  );
}

/** A session that moved between two pages may come with both. */
function withoutTwice(sessions: readonly CardSession[]): CardSession[] {
  return [...new Map(sessions.map((session) => [session.id, session])).values()];
}
