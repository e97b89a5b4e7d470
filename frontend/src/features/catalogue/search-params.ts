/** The catalogue's filters: how an address says them, and what they ask of the API. */

import type { Query } from "@/lib/server-api";
import { addDays } from "@/lib/time";

import { FACETS, readFacet, type Facet } from "./facets";

export const PAGE_SIZE = 24;

export const SORTS = {
  relevance: { label: "Relevance", ordering: "relevance" },
  soonest: { label: "Soonest", ordering: "start_time" },
  price: { label: "Price, low first", ordering: "price" },
  "-price": { label: "Price, high first", ordering: "-price" },
  newest: { label: "Newest", ordering: "-created_at" },
} as const;

export type Sort = keyof typeof SORTS;

/** Days are those of the reader's time zone, "2026-11-24". Null and "" mean: whatever. */
export interface Filters extends Record<Facet, readonly string[]> {
  q: string;
  /** The first and the last day; both the same for a single one. */
  from: string | null;
  to: string | null;
  maxPrice: string | null;
  /** Only sessions with a free seat, unless switched off. */
  hasSeats: boolean;
  creator: string | null;
  /** Null: not chosen, so that it follows from the rest. */
  sort: Sort | null;
  view: "grid" | "calendar";
  /** Of the calendar, "2026-11". */
  month: string | null;
  cursor: string | null;
}

export const NO_FILTERS: Filters = {
  q: "",
  from: null,
  to: null,
  maxPrice: null,
  hasSeats: true,
  topic: [],
  level: [],
  language: [],
  format: [],
  creator: null,
  sort: null,
  view: "grid",
  month: null,
  cursor: null,
};

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** What cannot be read is as if it were not there: addresses are typed and cut short. */
export function parseFilters(params: SearchParams): Filters {
  const all = (name: string) => [params[name] ?? ""].flat();
  const first = (name: string) => all(name)[0] ?? "";
  // A form names each of its boxes, an address all at once.
  const facet = (name: Facet) => readFacet(name, all(name).join());
  const filters = {
    q: readText(first("q")),
    ...readDays(readDay(first("day")), readDay(first("from")), readDay(first("to"))),
    maxPrice: readPrice(first("max_price")),
    hasSeats: first("has_seats") !== "false",
    topic: facet("topic"),
    level: facet("level"),
    language: facet("language"),
    format: facet("format"),
    creator: /^[^\s/]{1,150}$/u.exec(first("creator"))?.[0] ?? null,
    sort: null,
    view: first("view") === "calendar" ? ("calendar" as const) : ("grid" as const),
    month: /^20\d\d-(0[1-9]|1[0-2])$/.exec(first("month"))?.[0] ?? null,
    cursor: /^[\x21-\x7e]{1,1000}$/.exec(first("cursor"))?.[0] ?? null,
  };
  return { ...filters, sort: chosenSort(first("sort"), filters) };
}

/** In which order the list is: what fits best, where words are looked for. */
export function sortOf({ sort, q, view }: Pick<Filters, "sort" | "q" | "view">): Sort {
  return sort ?? (q && view === "grid" ? "relevance" : "soonest");
}

/** Null for what holds anyway, and for what means nothing. */
function chosenSort(text: string, filters: Filters): Sort | null {
  if (!Object.hasOwn(SORTS, text) || text === "relevance") return null;
  const sort = text as Sort;
  return sort === sortOf({ ...filters, sort: null }) ? null : sort;
}

/** The same from a form, whose empty fields mean nothing. */
export function parseForm(form: FormData): Filters {
  const names = [...new Set(form.keys())];
  return parseFilters(
    Object.fromEntries(names.map((name) => [name, form.getAll(name).map(String)])),
  );
}

function readText(text: string): string {
  const words = text.replace(/\s+|\p{Cc}+/gu, " ").trim();
  return Array.from(words).slice(0, 100).join("");
}

function readDay(text: string): string | null {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return null;
  const noon = new Date(`${text}T12:00:00Z`);
  // Some engines read 31 February as a day in March.
  return Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== text ? null : text;
}

function readDays(day: string | null, from: string | null, to: string | null) {
  if (day) return { from: day, to: day };
  if (from && to && from > to) return { from: to, to: from };
  return { from, to };
}

function readPrice(text: string): string | null {
  const found = /^(\d{1,6})(\.\d{1,2})?$/.exec(text);
  return found ? String(Number(text)) : null;
}

/** What the address says, with only what differs from the ordinary, always in one order. */
export function toParams(filters: Filters): [name: string, value: string][] {
  const { q, from, to, maxPrice, hasSeats, creator, view, month, cursor } = filters;
  const isOneDay = from !== null && from === to;
  const all: [string, string | null][] = [
    ["q", q],
    ["day", isOneDay ? from : null],
    ["from", isOneDay ? null : from],
    ["to", isOneDay ? null : to],
    ["max_price", maxPrice],
    ["has_seats", hasSeats ? null : "false"],
    ...FACETS.map((facet): [string, string] => [facet, filters[facet].join()]),
    ["creator", creator],
    ["sort", chosenSort(filters.sort ?? "", filters)],
    ["view", view === "grid" ? null : view],
    ["month", view === "grid" ? null : month],
    ["cursor", cursor],
  ];
  return all.filter((each): each is [string, string] => Boolean(each[1]));
}

/** The address of the catalogue with these filters and some changed; it begins at its first page. */
export function catalogueHref(filters: Filters, changes: Partial<Filters> = {}): string {
  const query = new URLSearchParams(toParams({ ...filters, cursor: null, ...changes }));
  const text = query.toString();
  return text ? `/?${text}` : "/";
}

/** The filters that days and lists share, for the API. */
export function scopeQuery(filters: Filters, zone: string): Query {
  return {
    q: filters.q || undefined,
    max_price: filters.maxPrice ?? undefined,
    has_seats: filters.hasSeats || undefined,
    creator: filters.creator ?? undefined,
    ...Object.fromEntries(FACETS.map((facet) => [facet, filters[facet].join() || undefined])),
    time_zone: zone,
  };
}

/** The same within the filters' days. */
export function boundedQuery(filters: Filters, zone: string): Query {
  return {
    ...scopeQuery(filters, zone),
    from: filters.from ?? undefined,
    // The API's end is exclusive.
    to: filters.to ? addDays(filters.to, 1) : undefined,
  };
}

/** What the list of sessions is asked for. */
export function listQuery(filters: Filters, zone: string): Query {
  return {
    ...boundedQuery(filters, zone),
    ordering: SORTS[sortOf(filters)].ordering,
    limit: PAGE_SIZE,
  };
}

/** The same as it stands in an address, without the page. */
export function apiQuery(filters: Filters, zone: string): string {
  return queryText(listQuery(filters, zone));
}

export function queryText(query: Query): string {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(entries).toString();
}

/** Each filter that narrows the list, by what removing it would change. */
export type Removable = "q" | "days" | "price" | "seats" | "creator" | Facet;

export const REMOVALS: Record<Removable, Partial<Filters>> = {
  q: { q: "" },
  days: { from: null, to: null },
  price: { maxPrice: null },
  seats: { hasSeats: false },
  topic: { topic: [] },
  level: { level: [] },
  language: { language: [] },
  format: { format: [] },
  creator: { creator: null },
};

/** Those in use. "Open seats" is not one of them: it is on from the start. */
export function activeFilters(filters: Filters): Exclude<Removable, "seats">[] {
  const isActive = {
    q: filters.q !== "",
    days: filters.from !== null || filters.to !== null,
    price: filters.maxPrice !== null,
    topic: filters.topic.length > 0,
    level: filters.level.length > 0,
    language: filters.language.length > 0,
    format: filters.format.length > 0,
    creator: filters.creator !== null,
  };
  return (["q", "days", "price", ...FACETS, "creator"] as const).filter((each) => isActive[each]);
}
