import type { Metadata } from "next";

import { activeFilters, catalogueHref, type Filters } from "./search-params";

/** One address for search engines: the plain list and what one creator gives, nothing in between. */
export function catalogueMetadata(filters: Filters): Metadata {
  const { q, cursor } = filters;
  const canonical = catalogueHref(filters, { month: null });
  const isPlain = canonical === "/" && !cursor;
  return {
    title: q
      ? `“${q}”`
      : activeFilters(filters).length > 0
        ? "Sessions you asked for"
        : { absolute: "Live sessions with open seats · Sessions" },
    description: q
      ? `Live workshops, classes and lessons about “${q}”: dates, prices and free seats.`
      : "Live workshops, classes and lessons in small groups. See what is on in the next two " +
        "weeks, what it costs and how many seats are free.",
    alternates: { canonical },
    robots: isPlain ? undefined : { index: false, follow: true },
  };
}
