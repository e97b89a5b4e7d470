/** Filters of which several values hold at once: "craft or music". */

import type { FacetsOutput } from "@/api/types.gen";
import { FORMATS, languageName, LEVELS, TOPICS } from "@/lib/session-words";

export const FACETS = ["topic", "level", "language", "format"] as const;

export type Facet = (typeof FACETS)[number];

export function isFacet(name: string): name is Facet {
  return (FACETS as readonly string[]).includes(name);
}

/** Whatever a reader may choose; of languages only those that sessions are held in. */
const OFFERED: Record<Facet, Record<string, string>> = {
  topic: TOPICS,
  level: LEVELS,
  language: {},
  format: FORMATS,
};

export const FACET_TITLES: Record<Facet, string> = {
  topic: "Topic",
  level: "Level",
  language: "Language",
  format: "Where",
};

/** As they are laid out. */
export const FACET_ORDER = ["topic", "format", "level", "language"] as const;

/** "Craft", "Beginner", "German", "Online". */
export function facetWord(facet: Facet, value: string): string {
  return facet === "language" ? languageName(value) : (OFFERED[facet][value] ?? value);
}

/** What an address or a form names, each once, always in one order. */
export function readFacet(facet: Facet, text: string): string[] {
  // The server alone knows all languages.
  const isKnown = (value: string) =>
    facet === "language" ? /^[a-z]{2,3}$/.test(value) : Object.hasOwn(OFFERED[facet], value);
  return [...new Set(text.split(",").filter(isKnown))].sort();
}

export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value)
    ? values.filter((each) => each !== value)
    : [...values, value].sort();
}

export interface Option {
  value: string;
  label: string;
  /** How many it would leave: "12", "1000+"; null before it is known. */
  count: string | null;
}

export function optionsOf(
  facet: Facet,
  found: FacetsOutput | null,
  chosen: readonly string[],
  languages: readonly string[],
): Option[] {
  const counts = new Map(found?.[facet].map((each) => [each.value, each]));
  const more = facet === "language" ? [...languages, ...counts.keys(), ...chosen] : [];
  const values = new Set([...Object.keys(OFFERED[facet]), ...more]);
  const options = [...values].map((value) => {
    const { count, more: isMore } = counts.get(value) ?? { count: 0, more: false };
    return {
      value,
      label: facetWord(facet, value),
      count: found && `${count}${isMore ? "+" : ""}`,
    };
  });
  if (facet !== "language") return options;
  return options.sort((one, other) => one.label.localeCompare(other.label, "en"));
}
