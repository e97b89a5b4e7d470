"use client";

import type { SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { cn } from "@/lib/cn";

import { useCatalogue } from "./CatalogueNav";
import { weekendOf, weekFrom } from "./days";
import { FilterLink } from "./FilterLink";
import { HiddenFilters } from "./HiddenFilters";
import { parseForm } from "./search-params";

/** The stretches that people ask for most. */
export function QuickDates({ today, onGo }: { today: string; onGo?: () => void }) {
  const { filters } = useCatalogue();
  const choices = [
    { label: "Any day", from: null, to: null },
    { label: "Today", from: today, to: today },
    { label: "This weekend", ...weekendOf(today) },
    { label: "Next 7 days", ...weekFrom(today) },
  ];
  return (
    <ul className="grid grid-cols-2 gap-2">
      {choices.map(({ label, from, to }) => {
        const isChosen = filters.from === from && filters.to === to;
        return (
          <li key={label}>
            <FilterLink
              changes={{ from, to }}
              onGo={onGo}
              aria-current={isChosen ? "true" : undefined}
              className={cn(
                "flex min-h-11 items-center rounded-md border px-3 text-sm font-ui",
                isChosen
                  ? "border-accent-ink bg-accent-wash text-accent-ink"
                  : "border-line-2 text-ink hover:border-control",
              )}
            >
              {label}
            </FilterLink>
          </li>
        );
      })}
    </ul>
  );
}

/** Any first and last day; either alone will do. */
export function DateFields({ today, onGo }: { today: string; onGo?: () => void }) {
  const { filters, go } = useCatalogue();
  return (
    <form
      action="/"
      className="grid grid-cols-2 gap-3"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        const { from, to } = parseForm(new FormData(event.currentTarget));
        go({ from, to });
        onGo?.();
      }}
    >
      <HiddenFilters without={["day", "from", "to"]} />
      <RangeFields today={today} from={filters.from} to={filters.to} />
      <Button type="submit" className="col-span-2">
        Show these days
      </Button>
    </form>
  );
}

export function RangeFields({
  today,
  from,
  to,
}: {
  today: string;
  from: string | null;
  to: string | null;
}) {
  return (
    <>
      <TextField
        key={`from ${from}`}
        label="From"
        className="min-w-0 [&_input]:min-w-0"
        type="date"
        name="from"
        min={today}
        defaultValue={from ?? ""}
      />
      <TextField
        key={`to ${to}`}
        label="To"
        className="min-w-0 [&_input]:min-w-0"
        type="date"
        name="to"
        min={today}
        defaultValue={to ?? ""}
      />
    </>
  );
}
