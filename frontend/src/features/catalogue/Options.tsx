"use client";

import { Check } from "lucide-react";

import { cn } from "@/lib/cn";

import { FACET_TITLES, type Facet, type Option } from "./facets";

/** Boxes of a form of which several may be ticked. */
export function FacetBoxes({
  facet,
  options,
  chosen,
}: {
  facet: Facet;
  options: readonly Option[];
  chosen: readonly string[];
}) {
  if (options.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 font-head text-ink">{FACET_TITLES[facet]}</legend>
      <div className={cn(facet === "topic" && "grid gap-x-4 min-[360px]:grid-cols-2")}>
        {options.map(({ value, label, count }) => (
          <label
            key={value}
            className={cn(
              "flex min-h-11 cursor-pointer items-center gap-2.5",
              count === "0" && !chosen.includes(value) ? "text-ink-3" : "text-ink",
            )}
          >
            <span className="relative size-4.5 shrink-0">
              <input
                type="checkbox"
                name={facet}
                value={value}
                defaultChecked={chosen.includes(value)}
                className="peer size-full appearance-none rounded-[5px] border-[1.5px] border-control checked:border-accent checked:bg-accent"
              />
              <Check
                size={12}
                strokeWidth={3}
                aria-hidden="true"
                className="pointer-events-none absolute inset-[3px] hidden text-on-accent peer-checked:block"
              />
            </span>
            {label}
            <OptionCount count={count} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How many sessions an option would leave. Its place is kept until it is known. */
export function OptionCount({ count }: { count: string | null }) {
  return (
    <span className="ml-auto min-w-[5ch] text-right text-sm text-ink-3 tabular-nums">
      {count !== null && (
        <>
          <span className="sr-only">, </span>
          {count}
          <span className="sr-only"> {count === "1" ? "session" : "sessions"}</span>
        </>
      )}
    </span>
  );
}

/** Beside the word of a button: how many of its filters hold. */
export function InUse({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="tabular-nums">
      {count}
      <span className="sr-only"> in use</span>
    </span>
  );
}
