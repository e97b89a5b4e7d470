"use client";

import Link from "next/link";

import { ErrorState } from "@/components/ui/state";

import { KeyFigures, KeyFiguresSkeleton } from "../insights/KeyFigures";
import { lastDays, periodBefore } from "../insights/period";
import { Plots, PlotsSkeleton } from "../insights/Plots";
import { useInsights } from "../queries";
import { useCurrency } from "../use-currency";

const DAYS = 30;

export function LastDays({ now, zone }: { now: Date; zone: string }) {
  const period = lastDays(DAYS, zone, now);
  const current = useInsights(period);
  const before = useInsights(periodBefore(period));
  const currency = useCurrency();
  const failed = [current, before].find((query) => query.isError && !query.data);
  return (
    <section aria-labelledby="last-days" className="mt-12">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="last-days" className="text-xl">
          Last {DAYS} days
        </h2>
        <Link href="/creator-dashboard/insights" className="tap text-sm link">
          All insights
        </Link>
      </div>
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
        <>
          <KeyFigures now={current.data} before={before.data} currency={currency} />
          <Plots figures={{ now: current.data, before: before.data, currency, zone }} />
        </>
      ) : (
        <>
          <KeyFiguresSkeleton />
          <PlotsSkeleton />
        </>
      )}
    </section>
  );
}
