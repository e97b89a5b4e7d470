import type { Metadata } from "next";

import { SITE } from "@/lib/site";

import { spanWords } from "./days";
import { FACETS, facetWord } from "./facets";
import { catalogueHref, type Filters } from "./search-params";

/** Search engines keep the plain list; what filters make of it is for people. */
export function catalogueMetadata(filters: Filters): Metadata {
  const { q, from, to, maxPrice, creator, cursor } = filters;
  const canonical = catalogueHref(filters, { month: null });
  const parts = [
    q && `“${q}”`,
    ...FACETS.flatMap((facet) => filters[facet].map((value) => facetWord(facet, value))),
    creator && `by ${creator}`,
    spanWords(from, to, ""),
    maxPrice === "0" ? "free" : "",
  ].filter(Boolean);
  const words = parts.length > 0 ? parts.join(", ") : "Live sessions with open seats";
  return {
    // The home page shares its segment with the layout, whose template is for those below.
    title: { absolute: `${words} · ${SITE.name}` },
    description:
      "Live workshops, classes and lessons in small groups. See what is on in the next two " +
      "weeks, what it costs and how many seats are free.",
    alternates: { canonical },
    robots: canonical === "/" && !cursor ? undefined : { index: false, follow: true },
  };
}
