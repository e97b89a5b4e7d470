"use client";

import { ChevronDown } from "lucide-react";

import { useCatalogue } from "./CatalogueNav";
import { HiddenFilters } from "./HiddenFilters";
import { SORTS, sortOf, type Sort } from "./search-params";

export function SortSelect() {
  const { filters, go } = useCatalogue();
  return (
    <form action="/" className="flex min-w-0 items-center">
      <HiddenFilters without={["sort"]} />
      <label className="relative flex min-w-0 items-center">
        <span className="sr-only">Sort by</span>
        <select
          name="sort"
          value={sortOf(filters)}
          className="min-h-11 appearance-none rounded-md bg-transparent pr-8 pl-2 text-sm font-ui text-ellipsis text-ink hover:bg-hover max-md:w-27 max-md:min-w-0 max-md:shrink max-md:pr-6"
          onChange={(event) => go({ sort: event.target.value as Sort })}
        >
          {Object.entries(SORTS).map(
            ([sort, { label }]) =>
              (sort !== "relevance" || filters.q) && (
                <option key={sort} value={sort} className="bg-surface text-ink">
                  {label}
                </option>
              ),
          )}
        </select>
        <ChevronDown
          size={16}
          strokeWidth={1.6}
          aria-hidden="true"
          className="pointer-events-none absolute right-2 text-ink-3"
        />
      </label>
      {/* Before scripts load, and without them. */}
      <button
        type="submit"
        className="hidden min-h-11 px-2 text-sm font-ui text-accent-ink noscript:block"
      >
        Sort
      </button>
    </form>
  );
}
