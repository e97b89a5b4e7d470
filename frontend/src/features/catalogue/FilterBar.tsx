"use client";

import { Check } from "lucide-react";

import { cn } from "@/lib/cn";

import { Segments } from "@/components/ui/segments";

import { useCatalogue } from "./CatalogueNav";
import { DatesMenu } from "./DatesMenu";
import { FacetMenu } from "./FacetMenu";
import { FilterLink } from "./FilterLink";
import { FilterSheetButton } from "./FilterSheet";
import { PRICES, priceLabel } from "./filter-words";
import { SortSelect } from "./SortSelect";
import { Segment } from "./Segment";
import { toggleClasses } from "./toggle-classes";
import { ViewSwitch } from "./ViewSwitch";

/** One row: what narrows the list, then how it is laid out. */
export function FilterBar({
  today,
  currency,
  ...facets
}: {
  today: string;
  currency: string;
  zone: string;
  languages: readonly string[];
}) {
  const { filters } = useCatalogue();
  const isCalendar = filters.view === "calendar";
  return (
    <div className="relative flex flex-wrap items-center gap-2 py-3 text-sm min-[360px]:max-md:flex-nowrap">
      <OpenSeats />
      {!isCalendar && <DatesMenu today={today} />}
      <Segments label="Price" className="max-md:hidden">
        {PRICES.map((price) => (
          <Segment key={price} changes={{ maxPrice: price }} isCurrent={filters.maxPrice === price}>
            {priceLabel(price, currency)}
          </Segment>
        ))}
      </Segments>
      <FacetMenu {...facets} />
      <FilterSheetButton />
      <div className="ml-auto flex min-w-0 items-center gap-2">
        {!isCalendar && <SortSelect />}
        <ViewSwitch className="max-md:hidden" />
      </div>
    </div>
  );
}

function OpenSeats() {
  const { filters } = useCatalogue();
  return (
    <FilterLink
      changes={{ hasSeats: !filters.hasSeats }}
      className={toggleClasses(filters.hasSeats)}
    >
      <Check
        size={18}
        strokeWidth={1.6}
        aria-hidden="true"
        className={cn(!filters.hasSeats && "opacity-25")}
      />
      Open seats
      <span className="sr-only">
        {filters.hasSeats
          ? " only; choose to show full sessions too"
          : ", now with full sessions; choose to hide those"}
      </span>
    </FilterLink>
  );
}
