import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Suspense } from "react";

import { ApiError } from "@/lib/problem";
import { dayOf } from "@/lib/time";
import { viewer } from "@/lib/viewer";

import { CatalogueNav } from "./CatalogueNav";
import { CatalogueResults } from "./CatalogueResults";
import { Controls, Headline } from "./Controls";
import { factsOf } from "./facts";
import { knownLanguages } from "./known-languages";
import { loadCatalogue } from "./load";
import { FilterSheet } from "./FilterSheet";
import { SearchBox } from "./SearchBox";
import { catalogueHref, type Filters } from "./search-params";
import { ResultsSkeleton } from "./Skeletons";
import { ZoneLine } from "./ZoneLine";

/**
 * The list of sessions and all that narrows it. A document comes whole, since what is streamed
 * later is not there without scripts. On the way from another page its outline shows at once;
 * the controls are the same in both cases and stay mounted, with the focus and what was typed.
 */
export async function Catalogue({ filters }: { filters: Filters }) {
  const now = new Date();
  const { zone } = await viewer();
  const today = dayOf(now, zone);
  const loading = loadCatalogue(filters, zone, today).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
    // Cut short, or of a list that is no more.
    if (error.fields.cursor) redirect(catalogueHref(filters));
    if (error.fields.language) redirect(catalogueHref(filters, { language: [] }));
    return error;
  });
  const facts = loading.then((loaded) => factsOf(filters, loaded, today));
  const results = <CatalogueResults {...{ filters, loading, zone, now, today }} />;
  const isMove = await comesFromElsewhere();
  const known = isMove ? facts : await facts;
  const narrowing = { facts: known, today, zone, languages: knownLanguages() };
  return (
    <CatalogueNav filters={filters}>
      <div className="page">
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-6 md:pt-12">
          <Headline facts={known} />
          <ZoneLine zone={zone} now={now} />
        </div>
        <SearchBox zone={zone} now={now} />
        <Controls {...narrowing} />
        {isMove ? <Suspense fallback={<ResultsSkeleton />}>{results}</Suspense> : results}
        <FilterSheet {...narrowing} />
      </div>
    </CatalogueNav>
  );
}

/** A page that scripts ask for while another one is shown. */
async function comesFromElsewhere(): Promise<boolean> {
  const sent = await headers();
  if (sent.get("sec-fetch-dest") !== "empty") return false;
  const from = sent.get("referer");
  return from !== null && URL.canParse(from) && new URL(from).pathname !== "/";
}
