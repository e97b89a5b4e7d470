import { personName } from "@/lib/person";
import { ApiError } from "@/lib/problem";

import { FORTNIGHT, type DayCount } from "./days";
import { heroWords, type Found } from "./hero-words";
import type { Catalogue } from "./load";
import type { Filters } from "./search-params";

/** What the head and the controls say about a list, which may have failed to come. */
export interface Facts {
  scope: string;
  fact: string | null;
  /** Of the fortnight; null when they are not known, or not shown. */
  days: readonly DayCount[] | null;
  currency: string;
  creatorName: string | null;
}

const NO_FACTS: Facts = {
  scope: "Live sessions",
  fact: null,
  days: null,
  currency: "USD",
  creatorName: null,
};

export function factsOf(filters: Filters, loaded: Catalogue | ApiError, today: string): Facts {
  if (loaded instanceof ApiError) return NO_FACTS;
  const found = foundOf(filters, loaded, today);
  return {
    ...heroWords(found),
    days: filters.view === "grid" ? loaded.days.slice(0, FORTNIGHT) : null,
    currency: loaded.page.items[0]?.currency ?? NO_FACTS.currency,
    creatorName: found.creatorName,
  };
}

export function foundOf(
  filters: Filters,
  { page, days, creator }: Catalogue,
  today: string,
): Found {
  const named = creator ?? (filters.creator && page.items[0]?.creator_details);
  return {
    filters,
    today,
    days,
    shown: page.items.length,
    hasMore: page.cursor !== null,
    creatorName: named ? personName(named) : null,
  };
}
