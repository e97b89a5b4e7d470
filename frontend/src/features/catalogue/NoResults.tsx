import Link from "next/link";

import type { SessionOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/state";
import { cn } from "@/lib/cn";

import { toCard } from "./card-session";
import { filterLabel, type Context } from "./filter-words";
import { countWords } from "./hero-words";
import { MOST_COUNTED, type Removal } from "./load";
import { activeFilters, catalogueHref, NO_FILTERS, REMOVALS, type Filters } from "./search-params";
import { SessionGrid } from "./SessionGrid";

/** Nothing fits: which filter is in the way, and what is on soon all the same. */
export function NoResults({
  filters,
  context,
  removals,
  nearest,
  zone,
  now,
}: {
  filters: Filters;
  context: Context;
  removals: readonly Removal[];
  nearest: readonly SessionOutput[];
  zone: string;
  now: Date;
}) {
  const isFiltered = activeFilters(filters).length > 0;
  if (!isFiltered && removals.length === 0 && nearest.length === 0) return <NoSessions />;
  return (
    <>
      <EmptyState
        title={isFiltered ? "Nothing fits all of this" : "Every session is full right now"}
        className="mt-6 md:mt-0"
        acts={removals.map(({ filter, found }) => (
          <Link
            key={filter}
            href={catalogueHref(filters, REMOVALS[filter])}
            scroll={false}
            className={cn(buttonClasses(), "flex-wrap gap-y-0 py-2 whitespace-normal")}
          >
            {filter === "seats" ? (
              "Show full sessions too"
            ) : (
              <span className="max-w-[min(26ch,100%)] truncate">
                Without <bdi>{filterLabel(filter, filters, context)}</bdi>
              </span>
            )}
            <span className="font-normal text-ink-3 tabular-nums">{foundWords(found)}</span>
          </Link>
        ))}
      >
        {removals.length > 0 ? (
          "Remove one filter, and there is something:"
        ) : isFiltered ? (
          <>
            No single filter is in the way.{" "}
            <Link
              href={catalogueHref({ ...NO_FILTERS, view: filters.view })}
              className="link"
              scroll={false}
            >
              Clear all filters
            </Link>{" "}
            or look at what is on next.
          </>
        ) : (
          "Seats come back when people cancel, so look again later."
        )}
      </EmptyState>
      {nearest.length > 0 && (
        <section aria-labelledby="nearest" className="py-8 md:py-12">
          <h2 id="nearest" className="mb-4 text-xl">
            On next, with room
          </h2>
          <SessionGrid sessions={nearest.map(toCard)} zone={zone} now={now} isDated />
        </section>
      )}
    </>
  );
}

function foundWords(found: number): string {
  const isMore = found > MOST_COUNTED;
  return countWords(isMore ? MOST_COUNTED : found, isMore, false).toLowerCase();
}

function NoSessions() {
  return (
    <EmptyState
      title="No sessions yet"
      className="mt-6 md:mt-0"
      acts={
        <Link href="/teach" className={buttonClasses({ variant: "primary" })}>
          Teach the first one
        </Link>
      }
    >
      This is where live sessions are listed, day by day. Whatever you know well, somebody would
      like to learn: name it, set a time and a price, and it is here in a minute.
    </EmptyState>
  );
}
