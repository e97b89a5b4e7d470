"use client";

import { useSearchParams } from "next/navigation";

import { ErrorState } from "@/components/ui/state";
import { useAuth } from "@/context/AuthContext";
import { dayOf, inPlace, zoneShort } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { WorkHead } from "../desk/WorkHead";
import { useInsights, useSessionsOf, type Session } from "../queries";
import { useCurrency } from "../use-currency";
import { KeyFigures, KeyFiguresSkeleton } from "./KeyFigures";
import { datesWords, lengthOf, periodBefore, periodWords, readRange } from "./period";
import { Plots, PlotsSkeleton, fillsOf } from "./Plots";
import { RangeChoice } from "./RangeChoice";

/** A creator's figures of a period against those of the period before. */
export function Insights({ now: initial }: { now: Date }) {
  const now = useNow(initial);
  const { user, zone } = useAuth();
  const today = dayOf(now, zone);
  const range = readRange(useSearchParams(), zone, now);
  const { period } = range;
  const current = useInsights(period);
  const before = useInsights(periodBefore(period));
  const held = useSessionsOf(user?.id, period, zone);
  const currency = useCurrency();
  const failed = [current, before].find((query) => query.isError);
  const isOld = current.isPlaceholderData || before.isPlaceholderData;
  const days = lengthOf(period);
  const startDay = (session: Session) =>
    session.start_time ? dayOf(session.start_time, zone) : "";

  return (
    <>
      <WorkHead title="Insights">
        <p>
          Days{inPlace(zone)} ({zoneShort(now, zone)}).
        </p>
      </WorkHead>
      <RangeChoice key={`${period.from} ${period.to}`} range={range} today={today} />
      <section aria-labelledby="figures" aria-busy={isOld || undefined} className="mt-8">
        <h2 id="figures" className="text-xl">
          {periodWords(range, today)}
        </h2>
        <p className="mt-1 text-sm text-ink-3">
          {datesWords(period, today)}, compared with the {days === 1 ? "day" : `${days} days`}{" "}
          before.
        </p>
        {failed ? (
          <ErrorState
            as="h3"
            className="mt-4"
            title="Your figures did not load"
            error={failed.error}
            onRetry={() => {
              void current.refetch();
              void before.refetch();
            }}
          />
        ) : current.data && before.data ? (
          <div className={isOld ? "opacity-60 transition-opacity duration-180" : undefined}>
            <KeyFigures now={current.data} before={before.data} currency={currency} />
            <Plots
              figures={{ now: current.data, before: before.data, currency, zone }}
              fills={fillsOf(held.data, period, startDay)}
            />
          </div>
        ) : (
          <>
            <KeyFiguresSkeleton />
            <PlotsSkeleton />
          </>
        )}
      </section>
    </>
  );
}
