"use client";

import { useEffect, useRef, type ReactNode } from "react";

import { useCatalogue } from "./CatalogueNav";
import { FilterLink } from "./FilterLink";

/** The sessions of the day that was chosen in the calendar. Its heading takes the focus. */
export function ChosenDay({ title, children }: { title: string; children: ReactNode }) {
  const { filters } = useCatalogue();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Not when the page was opened at this address.
    if (!document.activeElement?.matches("#month ~ * a, [aria-labelledby=month] a")) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <section aria-labelledby="chosen-day" className="pt-8">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2
          ref={heading}
          id="chosen-day"
          tabIndex={-1}
          className="scroll-mt-20 text-xl outline-none"
        >
          {title}
        </h2>
        <FilterLink changes={{ from: null, to: null }} className="tap text-sm link">
          Choose a different day
        </FilterLink>
      </div>
      {filters.from !== null && children}
    </section>
  );
}
