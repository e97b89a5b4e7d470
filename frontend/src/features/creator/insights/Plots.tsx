"use client";

import dynamic from "next/dynamic";

import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState } from "@/components/ui/state";
import { exactPrice } from "@/lib/money";
import { dayWords, inPlace, zoneShort } from "@/lib/time";

import { percent } from "./compare";
import { bookingsFinding, fillFinding, revenueFinding } from "./findings";
import { Plot } from "./Plot";
import { addedUp, hasWeekOfData, type Fill, type Fills } from "./series";
import type { Figures } from "./use-figures";

// Each object is written out: the compiler reads it.
const BookingsChart = dynamic(() => import("./charts").then((m) => m.BookingsChart), {
  ssr: false,
  loading: Waiting,
});
const RevenueChart = dynamic(() => import("./charts").then((m) => m.RevenueChart), {
  ssr: false,
  loading: Waiting,
});
const FillChart = dynamic(() => import("./charts").then((m) => m.FillChart), {
  ssr: false,
  loading: Waiting,
});

function Waiting() {
  return <Skeleton className="h-full" />;
}

const GRID = "grid gap-x-12 gap-y-8 @min-[46rem]:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]";

interface Shown extends Figures {
  zone: string;
}

/** The plots of a period, or why there are none yet. */
export function Plots({
  figures,
  fills,
}: {
  figures: Shown;
  /** Where the fill rate is drawn as well. */
  fills?: Fills | null;
}) {
  const { now, before } = figures;
  if (!hasWeekOfData(before.series, now.series)) {
    return (
      <EmptyState as="h3" title="Plots begin with a week of bookings" className="mt-8">
        There is less than a week from the first booking of these periods to their end: a plot of it
        would show chance, not a course. The figures above are exact from the first booking on.
      </EmptyState>
    );
  }
  return (
    <div className="@container mt-8">
      <div className={`${GRID} @min-[46rem]:gap-y-0`}>
        <BookingsPlot {...figures} />
        <RevenuePlot {...figures} />
        {fills && <FillPlot {...fills} />}
      </div>
    </div>
  );
}

function nameOf(what: string, series: { date: string }[]): string {
  return `${what}-${series[0]?.date}-to-${series.at(-1)?.date}.csv`;
}

function BookingsPlot({ now: { series, totals }, zone }: Shown) {
  const at = `${series.at(-1)?.date}T12:00:00Z`;
  const short = (day: string) => dayWords(day, { weekday: "short", month: "short" });
  const finding = bookingsFinding(series);
  return (
    <Plot
      title={finding.title}
      what={`Bookings a day, ${finding.shown}; cancellations below the line. Days${inPlace(zone)} (${zoneShort(at, zone)}).`}
      spoken={`Bookings a day from ${dayWords(series[0]?.date ?? "")} to ${dayWords(series.at(-1)?.date ?? "")}: ${totals.bookings} in all, and ${totals.cancellations} cancellations.`}
      numbers={{
        heads: ["Day", "Bookings", "Cancellations"],
        rows: series.map((day) => [short(day.date), `${day.bookings}`, `${day.cancellations}`]),
        file: series.map((day) => [day.date, day.bookings, day.cancellations]),
        fileName: nameOf("bookings", series),
      }}
    >
      <BookingsChart series={series} isShown={finding.isShown} />
    </Plot>
  );
}

function RevenuePlot({ now, before, currency }: Shown) {
  const sums = addedUp(now.series, before.series);
  const last = sums.at(-1);
  return (
    <Plot
      title={revenueFinding(sums, currency)}
      what={`Revenue less refunds, added up day by day, ${currency}`}
      spoken={`Revenue added up over ${sums.length} days: ${exactPrice(last?.now ?? "0", currency)} now, ${exactPrice(last?.before ?? "0", currency)} in the ${sums.length} days before.`}
      numbers={{
        heads: ["After day", "Now", "Before"],
        rows: sums.map((sum) => [
          String(sum.number),
          exactPrice(sum.now, currency),
          exactPrice(sum.before, currency),
        ]),
        file: sums.map((sum) => [sum.number, sum.now, sum.before]),
        fileName: nameOf("revenue", now.series),
      }}
    >
      <RevenueChart sums={sums} currency={currency} />
    </Plot>
  );
}

function FillPlot({ step, list }: Fills) {
  const rate = (fill: Fill) => (fill.rate === null ? "no sessions" : percent(fill.rate));
  return (
    <div className="@min-[46rem]:col-span-full @min-[46rem]:mt-8">
      <Plot
        title={fillFinding(list)}
        what={`Seats taken of seats offered, by the ${step} in which the sessions took place`}
        spoken={`The share of seats taken, ${step} by ${step}: ${list.map((fill) => `${fill.label} ${rate(fill)}`).join(", ")}.`}
        numbers={{
          heads: [
            `${step === "week" ? "Week" : "Month"} from`,
            "Seats taken",
            "Of seats",
            "Filled",
          ],
          rows: list.map((fill) => [
            dayWords(fill.date, { weekday: "none", month: "short" }),
            String(fill.taken),
            String(fill.capacity),
            rate(fill),
          ]),
          file: list.map((fill) => [
            fill.date,
            fill.taken,
            fill.capacity,
            fill.rate === null ? "" : fill.rate.toFixed(4),
          ]),
          fileName: `seats-filled-from-${list[0]?.date}.csv`,
        }}
      >
        <FillChart fills={list} />
      </Plot>
    </div>
  );
}

export function PlotsSkeleton() {
  return (
    <div aria-hidden="true" className="@container mt-8">
      <div className={GRID}>
        {[0, 1].map((plot) => (
          <div key={plot}>
            <Skeleton className="h-6 w-3/4" />
            <Skeleton className="mt-1 h-5 w-full max-w-88" />
            <Skeleton className="mt-4 mb-11 h-59" />
          </div>
        ))}
      </div>
    </div>
  );
}
