"use client";

import type { ReactNode } from "react";

import { segmentClasses } from "@/components/ui/segments";

import { FilterLink } from "./FilterLink";
import type { Filters } from "./search-params";

/** One of a few choices of which one holds, in `Segments`. */
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
      className={segmentClasses(isCurrent)}
    >
      {children}
    </FilterLink>
  );
}
