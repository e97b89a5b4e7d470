import type { ReactNode } from "react";

import type { InsightsOutput } from "@/api/types.gen";
import { Skeleton } from "@/components/ui/skeleton";
import { centsOf, shortAmount } from "@/lib/money";

import { countChange, moneyChange, percent, rateChange } from "./compare";
import { inStretches } from "./series";
import { FillBar, Spark } from "./Spark";

const GRID = "mt-4 grid grid-cols-2 border-y border-line @min-[36rem]:grid-cols-4";
const CELL =
  "border-line px-4 py-4 odd:pl-0 even:border-l nth-[n+3]:border-t @min-[36rem]:border-l @min-[36rem]:pl-6 @min-[36rem]:first:border-l-0 @min-[36rem]:first:pl-0 @min-[36rem]:odd:pl-6 @min-[36rem]:nth-[n+3]:border-t-0 @min-[36rem]:first:odd:pl-0";

/** Four figures of a period, each with what it was in the one before. */
export function KeyFigures({
  now: { totals, series },
  before,
  currency,
}: {
  now: InsightsOutput;
  before: InsightsOutput;
  currency: string;
}) {
  const old = before.totals;
  const days = series.length;
  return (
    <div className="@container">
      <dl className={GRID}>
        <Figure
          label="Bookings"
          value={String(totals.bookings)}
          change={countChange(totals.bookings, old.bookings, days)}
        >
          <Spark values={inStretches(series.map((day) => day.bookings))} />
        </Figure>
        <Figure
          label="Revenue, less refunds"
          value={shortAmount(totals.revenue, currency)}
          change={moneyChange(totals.revenue, old.revenue, currency)}
        >
          <Spark values={inStretches(series.map((day) => centsOf(day.revenue)))} />
        </Figure>
        <Figure
          label="Seats filled"
          value={totals.fill_rate === null ? null : percent(totals.fill_rate)}
          change={rateChange(totals.fill_rate, old.fill_rate)}
        >
          <FillBar rate={totals.fill_rate} before={old.fill_rate} />
        </Figure>
        <Figure
          label="Cancellations"
          value={String(totals.cancellations)}
          change={countChange(totals.cancellations, old.cancellations)}
        >
          <Spark values={inStretches(series.map((day) => day.cancellations))} />
        </Figure>
      </dl>
    </div>
  );
}

function Figure({
  label,
  value,
  change,
  children,
}: {
  label: string;
  /** Null: there is nothing to measure. */
  value: string | null;
  change: string;
  children: ReactNode;
}) {
  return (
    <div className={CELL}>
      <dt className="text-sm leading-snug text-ink-3">{label}</dt>
      <dd className="mt-1 text-[2.125rem] leading-[1.15] font-[480] tracking-[-0.045em] text-ink">
        {value ?? (
          <>
            <span aria-hidden="true">–</span>
            <span className="sr-only">no sessions</span>
          </>
        )}
      </dd>
      <dd className="text-xs text-ink-3">{change}</dd>
      <dd aria-hidden="true">{children}</dd>
    </div>
  );
}

export function KeyFiguresSkeleton() {
  return (
    <div aria-hidden="true" className="@container">
      <div className={GRID}>
        {[0, 1, 2, 3].map((figure) => (
          <div key={figure} className={CELL}>
            <Skeleton className="h-[19px] w-24" />
            <Skeleton className="mt-1 h-[39px] w-28" />
            <Skeleton className="h-[18px] w-36 max-w-full" />
            <Skeleton className="mt-3 h-[30px]" />
          </div>
        ))}
      </div>
    </div>
  );
}
