"use client";

import { useCatalogue } from "./CatalogueNav";
import { toParams } from "./search-params";

/** The other filters, for forms that are sent without scripts. */
export function HiddenFilters({ without }: { without: readonly string[] }) {
  const { filters } = useCatalogue();
  return toParams({ ...filters, cursor: null })
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
