import "server-only";

import type { FacetsOutput } from "@/api/types.gen";
import { read } from "@/lib/server-api";

const FRESH_MS = 5 * 60_000;

let known: readonly string[] = [];
let asked = -Infinity;

/**
 * The languages that sessions are held in, for filters before scripts. They change slowly: pages
 * do not wait for them, but take what the last question brought.
 */
export function knownLanguages(): readonly string[] {
  const now = Date.now();
  if (now - asked > FRESH_MS) {
    asked = now;
    read<FacetsOutput>("/api/sessions/facets/").then(
      ({ language }) => {
        known = language.map(({ value }) => value);
      },
      () => {
        asked = -Infinity;
      },
    );
  }
  return known;
}
