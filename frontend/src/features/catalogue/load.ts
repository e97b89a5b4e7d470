import "server-only";

import type { CreatorOutput, DayOutput, SessionOutput } from "@/api/types.gen";
import { ApiError } from "@/lib/problem";
import { read, readPage, type Page } from "@/lib/server-api";
import { addDays } from "@/lib/time";

import { countsFrom, HORIZON, lengthOf, monthSpan, type DayCount, type Span } from "./days";
import {
  activeFilters,
  listQuery,
  REMOVALS,
  scopeQuery,
  type Filters,
  type Removable,
} from "./search-params";

export const SESSIONS = "/api/sessions/";
/** Counted no further when we say what a filter hides. */
export const MOST_COUNTED = 10;

export interface Catalogue {
  page: Page<SessionOutput>;
  /** From today on, or the days of the calendar's month. */
  days: DayCount[];
  creator: CreatorOutput | null;
}

/** Throws ApiError when the API does not answer in time, or not as agreed. */
export async function loadCatalogue(
  filters: Filters,
  zone: string,
  today: string,
): Promise<Catalogue> {
  const [page, days, creator] = await Promise.all([
    loadPage(filters, zone),
    loadDays(filters, zone, today),
    filters.creator === null ? null : loadCreator(filters.creator),
  ]);
  return { page, days, creator };
}

/** The calendar shows sessions only once a day was chosen. */
async function loadPage(filters: Filters, zone: string): Promise<Page<SessionOutput>> {
  if (filters.view === "calendar" && !filters.from) return { items: [], cursor: null };
  const query = { ...listQuery(filters, zone), cursor: filters.cursor ?? undefined };
  return readPage<SessionOutput>(SESSIONS, query);
}

async function loadDays(filters: Filters, zone: string, today: string): Promise<DayCount[]> {
  const span = filters.view === "calendar" ? monthOf(filters, today) : fromToday(today);
  const query = { ...scopeQuery(filters, zone), ...span };
  const { items } = await readPage<DayOutput>("/api/sessions/days/", query);
  return countsFrom(span.from, lengthOf(span), items);
}

/** The month that the calendar is open at. */
function monthOf({ month, from }: Filters, today: string): Span {
  return monthSpan(month ?? (from ?? today).slice(0, 7));
}

function fromToday(today: string): Span {
  return { from: today, to: addDays(today, HORIZON - 1) };
}

/** Null for somebody who is not a creator, or not known by this name. */
export async function loadCreator(username: string): Promise<CreatorOutput | null> {
  try {
    return await read<CreatorOutput>(`/api/creators/${encodeURIComponent(username)}/`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

export interface Removal {
  filter: Removable;
  /** Up to one more than MOST_COUNTED. */
  found: number;
}

/** For a list that came out empty: what comes back when one filter is removed. */
export async function loadRemovals(filters: Filters, zone: string): Promise<Removal[]> {
  const candidates: Removable[] = [...activeFilters(filters)];
  if (filters.hasSeats) candidates.push("seats");
  const removals = await Promise.all(
    candidates.map(async (filter) => {
      const query = { ...listQuery({ ...filters, ...REMOVALS[filter] }, zone) };
      const page = await readPage(SESSIONS, { ...query, limit: MOST_COUNTED + 1 });
      return { filter, found: page.items.length };
    }),
  );
  return removals.filter(({ found }) => found > 0).sort((one, other) => other.found - one.found);
}

/** The next few that one can come to, whatever the filters; not before `from`, if there are. */
export async function loadNearest(from: string | null, zone: string): Promise<SessionOutput[]> {
  const query = { has_seats: true, time_zone: zone, limit: 3 };
  if (from) {
    const later = await readPage<SessionOutput>(SESSIONS, { ...query, from });
    if (later.items.length > 0) return later.items;
  }
  return (await readPage<SessionOutput>(SESSIONS, query)).items;
}
