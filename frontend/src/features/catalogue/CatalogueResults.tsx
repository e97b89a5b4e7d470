import Link from "next/link";

import { JsonLd } from "@/components/JsonLd";
import { siteUrl } from "@/lib/site";
import { dayWords } from "@/lib/time";

import { Calendar } from "./Calendar";
import { toCard } from "./card-session";
import { ChosenDay } from "./ChosenDay";
import type { Context } from "./filter-words";
import { extentOf, type Found } from "./hero-words";
import { loadNearest, loadRemovals, type Catalogue } from "./load";
import { NoResults } from "./NoResults";
import { ResultList } from "./ResultList";
import { catalogueHref, listQuery, type Filters } from "./search-params";

interface Props {
  filters: Filters;
  loaded: Catalogue;
  found: Found;
  context: Context;
  zone: string;
  now: Date;
}

export async function CatalogueResults(props: Props) {
  const { filters, loaded, context } = props;
  if (filters.view === "grid") return <List {...props} />;
  return (
    <>
      <Calendar days={loaded.days} today={context.today} />
      {filters.from && (
        <ChosenDay key={filters.from} title={dayWords(filters.from, { today: context.today })}>
          <List {...props} />
        </ChosenDay>
      )}
    </>
  );
}

async function List({ filters, loaded, found, context, zone, now }: Props) {
  const { items, cursor } = loaded.page;
  if (items.length === 0) {
    const [removals, nearest] = await Promise.all([
      loadRemovals(filters, zone),
      loadNearest(filters.from, zone),
    ]);
    return <NoResults {...{ filters, context, removals, nearest, zone, now }} />;
  }
  const query = apiQuery(filters, zone);
  const isByDay = filters.view === "grid" && filters.sort === "soonest";
  return (
    <>
      {filters.cursor && (
        <p className="border-t border-line py-2 text-sm">
          <Link href={catalogueHref(filters)} className="tap link">
            Back to the first sessions
          </Link>
        </p>
      )}
      {!isByDay && <h2 className="sr-only">Sessions</h2>}
      <ResultList
        key={`${query} ${filters.cursor}`}
        first={items.map(toCard)}
        cursor={cursor}
        query={query}
        href={catalogueHref(filters)}
        layout={isByDay ? "days" : "grid"}
        extent={extentOf(found)}
        zone={zone}
        now={now}
        today={context.today}
      />
      <JsonLd data={await itemList(items)} />
    </>
  );
}

function apiQuery(filters: Filters, zone: string): string {
  const entries = Object.entries(listQuery(filters, zone)).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(entries).toString();
}

async function itemList(items: Catalogue["page"]["items"]) {
  const site = await siteUrl();
  return {
    "@type": "ItemList",
    itemListElement: items.map(({ id, title }, place) => ({
      "@type": "ListItem",
      position: place + 1,
      name: title,
      url: new URL(`/sessions/${id}`, site).href,
    })),
  };
}
