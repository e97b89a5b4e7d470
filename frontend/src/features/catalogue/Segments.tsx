"use client";

import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

import { FilterLink } from "./FilterLink";
import type { Filters } from "./search-params";

/** A few choices of which one holds, side by side. */
export function Segments({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <nav
      aria-label={label}
      className={cn(
        "inline-flex rounded-md bg-sunken p-[3px] inset-ring-1 inset-ring-line",
        className,
      )}
    >
      {children}
    </nav>
  );
}

export function Segment({
  changes,
  isCurrent,
  children,
  ...rest
}: {
  changes: Partial<Filters>;
  isCurrent: boolean;
  children: ReactNode;
  "aria-label"?: string;
  onGo?: () => void;
}) {
  return (
    <FilterLink
      {...rest}
      changes={changes}
      aria-current={isCurrent ? "true" : undefined}
      className={cn(
        "relative inline-flex min-h-9.5 items-center rounded-[7px] px-3 font-ui whitespace-nowrap",
        // The target is as high as the frame.
        "after:absolute after:inset-x-0 after:-inset-y-[3px]",
        isCurrent
          ? "bg-surface text-ink shadow-low ring-1 ring-line-2"
          : "text-ink-3 hover:text-ink",
      )}
    >
      {children}
    </FilterLink>
  );
}
