"use client";

import { useEffect, useState } from "react";

import type { FacetsOutput } from "@/api/types.gen";

import { ask } from "./ask";
import { useCatalogue } from "./CatalogueNav";
import { boundedQuery, queryText } from "./search-params";

/**
 * The numbers beside the options. Only while they are looked at: most readers never open them.
 * While newer ones are on their way the last ones stay.
 */
export function useFacets(isOpen: boolean, zone: string): FacetsOutput | null {
  const { filters } = useCatalogue();
  const [found, setFound] = useState<FacetsOutput | null>(null);
  const query = queryText(boundedQuery(filters, zone));
  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    void ask<FacetsOutput>("facets", query, stop.signal).then(
      (answer) => !stop.signal.aborted && answer && setFound(answer),
    );
    return () => stop.abort();
  }, [isOpen, query]);
  return found;
}
