import Link from "next/link";

import { JsonLd } from "@/components/JsonLd";
import { LoadFault } from "@/components/LoadFault";
import { ApiError } from "@/lib/problem";
import { siteUrl } from "@/lib/site";
import { dayWords } from "@/lib/time";

import { Calendar } from "./Calendar";
import { toCard } from "./card-session";
import { Results } from "./CatalogueNav";
import { ChosenDay } from "./ChosenDay";
import { factsOf, foundOf } from "./facts";
import { extentOf } from "./hero-words";
import { loadNearest, loadRemovals, type Catalogue } from "./load";
import { NoResults } from "./NoResults";
import { ResultList } from "./ResultList";
import { apiQuery, catalogueHref, sortOf, type Filters } from "./search-params";

interface Props {
  filters: Filters;
  loading: Promise<Catalogue | ApiError>;
  zone: string;
  now: Date;
  today: string;
}

/** What the filters found, or what kept us from finding it. */
export async function CatalogueResults({ loading, ...props }: Props) {
  const loaded = await loading;
  if (loaded instanceof ApiError) {
    return (
      <LoadFault title="The sessions did not load" error={loaded} at={props.now} className="mt-6">
        Your search stays as it is.
      </LoadFault>
    );
  }
  return (
    <Results>
      {props.filters.view === "grid" ? (
        <List {...props} loaded={loaded} />
      ) : (
        <Month {...props} loaded={loaded} />
      )}
    </Results>
  );
}

type LoadedProps = Omit<Props, "loading"> & { loaded: Catalogue };

function Month(props: LoadedProps) {
  const { filters, loaded, today } = props;
  return (
    <>
      <Calendar days={loaded.days} today={today} />
      {filters.from && (
        <ChosenDay key={filters.from} title={dayWords(filters.from, { today })}>
          <List {...props} />
        </ChosenDay>
      )}
    </>
  );
}

async function List({ filters, loaded, zone, now, today }: LoadedProps) {
  const { items, cursor } = loaded.page;
  const query = apiQuery(filters, zone);
  if (items.length === 0) {
    const [removals, nearest] = await Promise.all([
      loadRemovals(filters, zone),
      loadNearest(filters.from, zone),
    ]);
    const context = { today, ...factsOf(filters, loaded, today) };
    return <NoResults key={query} {...{ filters, context, removals, nearest, zone, now }} />;
  }
  const isByDay = filters.view === "grid" && sortOf(filters) === "soonest";
  const isOneDay = filters.from !== null && filters.from === filters.to;
  return (
    <>
      {filters.cursor && (
        <p className="border-t border-line py-2 text-sm">
          <Link href={catalogueHref(filters)} className="tap link">
            Back to the first sessions
          </Link>
        </p>
      )}
      {filters.view === "grid" && !isByDay && <h2 className="sr-only">Sessions</h2>}
      <ResultList
        key={`${query} ${filters.cursor}`}
        first={items.map(toCard)}
        cursor={cursor}
        query={query}
        href={catalogueHref(filters)}
        layout={isByDay ? "days" : isOneDay ? "undated" : "dated"}
        extent={extentOf(foundOf(filters, loaded, today))}
        {...{ zone, now, today }}
      />
      <JsonLd data={await itemList(items)} />
    </>
  );
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
