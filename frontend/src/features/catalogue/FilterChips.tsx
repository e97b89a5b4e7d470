"use client";

import { X } from "lucide-react";

import { useCatalogue } from "./CatalogueNav";
import { facetWord, isFacet, toggled } from "./facets";
import { FilterLink } from "./FilterLink";
import { filterLabel, type Context } from "./filter-words";
import { activeFilters, NO_FILTERS, REMOVALS, type Filters, type Removable } from "./search-params";

/**
 * The filters in use, each with the way to be rid of it. The words that are looked for stand in
 * their field: here they would push the list down while somebody types.
 */
export function FilterChips(context: Context) {
  const { filters } = useCatalogue();
  const active = activeFilters(filters).filter((each) => each !== "q");
  if (active.length === 0) return null;
  const chips = active.flatMap((filter) => chipsOf(filter, filters, context));
  return (
    <ul aria-label="Filters in use" className="-mt-1 flex flex-wrap items-center gap-x-2 pb-3">
      {chips.map(({ label, changes }) => (
        <li key={label} className="min-w-0">
          <FilterLink
            changes={changes}
            className="group tap max-w-full text-sm font-ui text-accent-ink"
          >
            <span className="sr-only">Remove filter: </span>
            <span className="inline-flex h-8 min-w-0 items-center gap-1.5 rounded-sm bg-accent-wash pr-1.5 pl-2.5 inset-ring-1 inset-ring-accent-line group-hover:inset-ring-accent-ink">
              <span dir="auto" className="truncate">
                {label}
              </span>
              <X size={16} strokeWidth={1.6} aria-hidden="true" className="shrink-0" />
            </span>
          </FilterLink>
        </li>
      ))}
      <li>
        <FilterLink
          changes={{ ...NO_FILTERS, view: filters.view, sort: filters.sort }}
          className="tap px-2 text-sm link"
        >
          Clear all
        </FilterLink>
      </li>
    </ul>
  );
}

interface Chip {
  label: string;
  /** What takes it away. */
  changes: Partial<Filters>;
}

/** One of each value, where a filter has several. */
function chipsOf(filter: Removable, filters: Filters, context: Context): Chip[] {
  if (!isFacet(filter)) {
    return [{ label: filterLabel(filter, filters, context), changes: REMOVALS[filter] }];
  }
  return filters[filter].map((value) => ({
    label: facetWord(filter, value),
    changes: { [filter]: toggled(filters[filter], value) },
  }));
}
