"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
} from "@tanstack/react-query";

import {
  bookingsCreatorBookingsList,
  creatorInsightsRetrieve,
  sessionsList,
  sessionsRetrieve,
} from "@/api/sdk.gen";
import type { BookingOutput, BookingStatus, SessionOutput } from "@/api/types.gen";
import "@/lib/api";
import { nextCursor } from "@/lib/paging";
import { addDays } from "@/lib/time";

import type { Period } from "./insights/period";

export type Session = SessionOutput;
export type Booking = BookingOutput;

export interface Page<T> {
  items: T[];
  cursor: string | null;
}

/** The most that the API gives at once. */
const PAGE = 200;
const SHORT_PAGE = 50;
const MOST_PAGES = 5;
const LIVE_MS = 10_000;

export const KEYS = {
  mine: ["my-sessions"],
  session: (id: string) => ["session", id],
  roster: (id: string) => ["roster", id],
  rosters: ["roster"],
  insights: ["insights"],
} as const;

interface Answer<T> {
  data: T[];
  headers: object;
}

function pageOf<T>({ data, headers }: Answer<T>): Page<T> {
  return { items: data, cursor: nextCursor((headers as { link?: string }).link) };
}

interface Paged {
  pageParam?: string;
  signal?: AbortSignal;
}

/** All one's own sessions, newest first, two hundred at a time. */
export function useMySessions() {
  return useInfiniteQuery({
    queryKey: [...KEYS.mine, "all"],
    queryFn: async ({ pageParam, signal }: Paged) =>
      pageOf(
        await sessionsList<true>({
          query: { my_sessions: true, limit: PAGE, cursor: pageParam },
          signal,
        }),
      ),
    ...byCursor<Session>(),
  });
}

/** Published sessions of one creator that have not ended, the soonest first. */
export function useUpcoming(creator: string | undefined) {
  return useQuery({
    queryKey: [...KEYS.mine, "upcoming", creator],
    enabled: creator !== undefined,
    queryFn: async ({ signal }) =>
      (await sessionsList<true>({ query: { creator, limit: SHORT_PAGE }, signal })).data,
  });
}

/**
 * Published sessions that begin on days of the zone, both included. Null when there are more
 * than we ask for.
 */
export function useSessionsOf(creator: string | undefined, period: Period, zone: string) {
  return useQuery({
    queryKey: [...KEYS.mine, "between", creator, period.from, period.to, zone],
    enabled: creator !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        pageOf(
          await sessionsList<true>({
            query: {
              creator,
              when: "all",
              from: period.from,
              to: addDays(period.to, 1),
              time_zone: zone,
              limit: PAGE,
              cursor,
            },
            signal,
          }),
        ),
      ),
  });
}

export function useSession(id: string) {
  return useQuery({
    queryKey: KEYS.session(id),
    queryFn: ({ signal }) => fetchSession(id, signal),
  });
}

export async function fetchSession(id: string, signal?: AbortSignal): Promise<Session> {
  return (await sessionsRetrieve<true>({ path: { session_id: id }, signal })).data;
}

export function useInsights(period: Period) {
  return useQuery({
    queryKey: [...KEYS.insights, period.from, period.to],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await creatorInsightsRetrieve<true>({ query: { ...period }, signal })).data,
  });
}

/** Everybody who booked one session; asked for again every ten seconds while it is looked at. */
export function useRoster(sessionId: string) {
  return useInfiniteQuery({
    queryKey: KEYS.roster(sessionId),
    queryFn: ({ pageParam, signal }: Paged) => rosterPage(sessionId, pageParam, signal),
    refetchInterval: ({ state }) => LIVE_MS * (state.data?.pages.length ?? 1),
    ...byCursor<Booking>(),
  });
}

/** Those whose seats a cancel would free, with what they paid. Null: too many to add up. */
export function useLiveBookings(sessionId: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...KEYS.roster(sessionId), "live"],
    enabled: isWanted,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const found = await allPages((cursor) => rosterPage(sessionId, cursor, signal));
      return found?.filter((booking) => booking.status !== "cancelled") ?? null;
    },
  });
}

async function rosterPage(session: string, cursor?: string, signal?: AbortSignal) {
  const query = { session, limit: PAGE, cursor };
  return pageOf(await bookingsCreatorBookingsList<true>({ query, signal }));
}

/** Bookings of people who chose a day of these open sessions that is not over. */
export function useAppointments(sessionIds: string[]) {
  return useQuery({
    queryKey: [...KEYS.rosters, "appointments", ...sessionIds],
    enabled: sessionIds.length > 0,
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        sessionIds.map(async (session) => {
          const query = { session, when: "upcoming", limit: PAGE } as const;
          return (await bookingsCreatorBookingsList<true>({ query, signal })).data;
        }),
      );
      return lists.flat().filter((booking) => booking.status !== "cancelled");
    },
  });
}

/** Bookings on all of one's sessions, newest first. */
export function useAllBookings(status: BookingStatus | undefined) {
  return useInfiniteQuery({
    queryKey: [...KEYS.rosters, "all", status ?? "any"],
    queryFn: async ({ pageParam, signal }: Paged) => {
      const query = { status, limit: SHORT_PAGE, cursor: pageParam };
      return pageOf(await bookingsCreatorBookingsList<true>({ query, signal }));
    },
    ...byCursor<Booking>(),
  });
}

function byCursor<T>() {
  return {
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<T>) => last.cursor ?? undefined,
  };
}

export function itemsOf<T>(data: InfiniteData<Page<T>, unknown> | undefined): T[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

async function allPages<T>(page: (cursor?: string) => Promise<Page<T>>): Promise<T[] | null> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    const found = await page(cursor);
    items.push(...found.items);
    if (!found.cursor) return items;
    cursor = found.cursor;
  }
  return null;
}
