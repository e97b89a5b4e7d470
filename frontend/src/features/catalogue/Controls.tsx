"use client";

import { Skeleton } from "@/components/ui/skeleton";

import { useCatalogue } from "./CatalogueNav";
import { DayStrip } from "./DayStrip";
import type { Facts } from "./facts";
import { FilterBar } from "./FilterBar";
import { FilterChips } from "./FilterChips";
import { ResultAnnouncer } from "./ResultAnnouncer";
import { catalogueHref } from "./search-params";
import { useArrived } from "./use-arrived";

type Known = Facts | Promise<Facts>;

/** The one large line, which says a fact. */
export function Headline({ facts }: { facts: Known }) {
  const { settled } = useCatalogue();
  const arrived = useArrived(facts);
  if (!arrived) {
    return (
      <h1 className="text-hero">
        Live sessions <br />
        <Skeleton className="my-[0.14em] h-[0.8em] w-[9em] max-w-full" />
      </h1>
    );
  }
  const { scope, fact } = arrived;
  return (
    <h1 className="text-hero">
      {scope} <br />
      <span className="text-ink-3">{fact ?? "out of reach right now"}</span>
      <ResultAnnouncer address={catalogueHref(settled)} words={`${scope}: ${fact ?? ""}`} />
    </h1>
  );
}

export function Controls({
  facts,
  today,
  ...facets
}: {
  facts: Known;
  today: string;
  zone: string;
  languages: readonly string[];
}) {
  const { filters } = useCatalogue();
  const { days = null, currency = "USD", creatorName = null } = useArrived(facts) ?? {};
  return (
    <>
      {filters.view === "grid" && <DayStrip days={days} today={today} />}
      <FilterBar today={today} currency={currency} {...facets} />
      <FilterChips {...{ today, currency, creatorName }} />
    </>
  );
}
