import { shortPrice } from "@/lib/money";

import { spanWords } from "./days";
import { facetWord } from "./facets";
import type { Filters, Removable } from "./search-params";

/** The upper bounds on offer; null is any price. */
export const PRICES = [null, "0", "25", "50"] as const;

export function priceLabel(price: string | null, currency: string): string {
  if (price === null) return "Any price";
  return price === "0" ? "Free" : `Up to ${shortPrice(price, currency)}`;
}

export interface Context {
  today: string;
  currency: string;
  creatorName: string | null;
}

/** A filter as it is set: "“bread”", "28 to 29 November", "Free". */
export function filterLabel(
  filter: Removable,
  filters: Filters,
  { today, currency, creatorName }: Context,
): string {
  switch (filter) {
    case "q":
      return `“${filters.q}”`;
    case "days":
      return spanWords(filters.from, filters.to, today);
    case "price":
      return priceLabel(filters.maxPrice, currency);
    case "topic":
    case "level":
    case "language":
    case "format":
      return filters[filter].map((value) => facetWord(filter, value)).join(" or ");
    case "creator":
      return `By ${creatorName ?? filters.creator ?? ""}`;
    case "seats":
      return "Open seats";
  }
}
