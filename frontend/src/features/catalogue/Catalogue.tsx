import type { ReactNode } from "react";

import { wordsFor, ApiError } from "@/lib/problem";
import { personName } from "@/lib/person";
import { dayOf } from "@/lib/time";
import { viewer } from "@/lib/viewer";

import { CatalogueFault } from "./CatalogueFault";
import { CatalogueNav, Results } from "./CatalogueNav";
import { CatalogueResults } from "./CatalogueResults";
import { DayStrip } from "./DayStrip";
import { FORTNIGHT } from "./days";
import { FilterBar } from "./FilterBar";
import { FilterChips } from "./FilterChips";
import { heroWords, type Found } from "./hero-words";
import { loadCatalogue, type Catalogue as Loaded } from "./load";
import { ResultAnnouncer } from "./ResultAnnouncer";
import { SearchBox } from "./SearchBox";
import { catalogueHref, type Filters } from "./search-params";
import { ZoneLine } from "./ZoneLine";

/**
 * The list of sessions and all that narrows it. It comes whole, without a skeleton before it:
 * what is streamed later would not be there without scripts.
 */
export async function Catalogue({ filters }: { filters: Filters }) {
  const now = new Date();
  const { zone } = await viewer();
  const today = dayOf(now, zone);
  const loaded = await loadCatalogue(filters, zone, today).catch((error: unknown) => {
    if (error instanceof ApiError) return error;
    throw error;
  });
  if (loaded instanceof ApiError) {
    return (
      <Frame filters={filters} zone={zone} now={now} head={<>Live sessions</>}>
        <FilterBar today={today} currency="USD" />
        <CatalogueFault
          words={wordsFor(loaded)}
          requestId={loaded.requestId}
          retryAfter={loaded.retryAfter}
          at={now}
        />
      </Frame>
    );
  }
  const found = foundOf(filters, loaded, today);
  const { scope, fact } = heroWords(found);
  const currency = loaded.page.items[0]?.currency ?? "USD";
  const context = { today, currency, creatorName: found.creatorName };
  return (
    <Frame
      filters={filters}
      zone={zone}
      now={now}
      head={
        <>
          {scope} <br />
          <span className="text-ink-3">{fact}</span>
        </>
      }
    >
      {filters.view === "grid" && <DayStrip days={loaded.days.slice(0, FORTNIGHT)} />}
      <FilterBar today={today} currency={currency} />
      <FilterChips {...context} />
      <Results>
        <CatalogueResults
          filters={filters}
          loaded={loaded}
          found={found}
          context={context}
          zone={zone}
          now={now}
        />
      </Results>
      <ResultAnnouncer address={catalogueHref(filters)} words={`${scope}: ${fact}.`} />
    </Frame>
  );
}

function foundOf(filters: Filters, { page, days, creator }: Loaded, today: string): Found {
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

/** The same whether the list came or not, so that what is typed in it survives a fault. */
function Frame({
  filters,
  zone,
  now,
  head,
  children,
}: {
  filters: Filters;
  zone: string;
  now: Date;
  head: ReactNode;
  children: ReactNode;
}) {
  return (
    <CatalogueNav filters={filters}>
      <div className="page">
        <div className="pt-6 md:pt-12">
          <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
            <h1 className="text-hero">{head}</h1>
            <ZoneLine zone={zone} now={now} />
          </div>
          <SearchBox />
        </div>
        {children}
      </div>
    </CatalogueNav>
  );
}
