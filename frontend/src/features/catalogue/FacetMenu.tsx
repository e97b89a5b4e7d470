"use client";

import { Check, ListFilter } from "lucide-react";
import { useRef } from "react";

import { cn } from "@/lib/cn";

import { useCatalogue } from "./CatalogueNav";
import { FACET_ORDER, FACET_TITLES, optionsOf, toggled, type Facet, type Option } from "./facets";
import { FilterLink } from "./FilterLink";
import { InUse, OptionCount } from "./Options";
import { Menu } from "./Menu";
import { useFacets } from "./use-facets";
import { useIsOpen } from "./use-is-open";

/** What sessions are about, and how and for whom they are held; as wide as the row it opens from. */
export function FacetMenu({ zone, languages }: { zone: string; languages: readonly string[] }) {
  const { filters } = useCatalogue();
  const box = useRef<HTMLDetailsElement>(null);
  const found = useFacets(useIsOpen(box), zone);
  const inUse = FACET_ORDER.filter((facet) => filters[facet].length > 0).length;
  return (
    <Menu
      box={box}
      isOn={inUse > 0}
      panelClassName="inset-x-0 -mt-1 grid grid-cols-3 gap-x-6 lg:grid-cols-[2fr_1fr_1fr_1fr]"
      label={
        <>
          <ListFilter size={18} strokeWidth={1.6} aria-hidden="true" />
          Filters
          <InUse count={inUse} />
        </>
      }
    >
      {FACET_ORDER.map((facet) => (
        <div key={facet} className={cn("min-w-0", facet === "topic" && "max-lg:col-span-3")}>
          <p id={`by-${facet}`} className="mb-1 px-2 font-head text-ink">
            {FACET_TITLES[facet]}
          </p>
          <ul
            aria-labelledby={`by-${facet}`}
            className={cn(
              facet === "topic" &&
                "grid grid-flow-col grid-rows-4 gap-x-2 lg:grid-cols-2 lg:grid-rows-6",
              facet === "language" && "max-h-60 overflow-y-auto",
            )}
          >
            {optionsOf(facet, found, filters[facet], languages).map((option) => (
              <li key={option.value}>
                <OptionLink facet={facet} option={option} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Menu>
  );
}

function OptionLink({ facet, option }: { facet: Facet; option: Option }) {
  const { filters } = useCatalogue();
  const { value, label, count } = option;
  const isChosen = filters[facet].includes(value);
  return (
    <FilterLink
      changes={{ [facet]: toggled(filters[facet], value) }}
      aria-current={isChosen ? "true" : undefined}
      className={cn(
        "flex min-h-10 items-center gap-2.5 rounded-sm px-2 hover:bg-hover focus-visible:-outline-offset-2",
        count === "0" && !isChosen ? "text-ink-3" : "text-ink",
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          "grid size-4.5 shrink-0 place-items-center rounded-[5px] border-[1.5px]",
          isChosen ? "border-accent bg-accent text-on-accent" : "border-control",
        )}
      >
        {isChosen && <Check size={12} strokeWidth={3} />}
      </span>
      {label}
      <OptionCount count={count} />
      {isChosen && <span className="sr-only">, chosen; choose again to take it away</span>}
    </FilterLink>
  );
}
