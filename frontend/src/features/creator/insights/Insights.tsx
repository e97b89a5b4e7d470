"use client";

import { useSearchParams } from "next/navigation";

import { useAuth } from "@/context/AuthContext";
import { dayOf, inPlace, zoneShort } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { WorkHead } from "../desk/WorkHead";
import { useSessionsOf, type Session } from "../queries";
import { FiguresView } from "./FiguresView";
import { datesWords, lengthOf, periodWords, readRange } from "./period";
import { RangeChoice } from "./RangeChoice";
import { fillsOf } from "./series";
import { useFigures } from "./use-figures";

/** A creator's figures of a period against those of the period before. */
export function Insights({ now: initial }: { now: Date }) {
  const now = useNow(initial);
  const { user, zone } = useAuth();
  const today = dayOf(now, zone);
  const range = readRange(useSearchParams(), zone, now);
  const { period } = range;
  const figures = useFigures(period);
  const held = useSessionsOf(user?.id, period, zone);
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
      <section aria-labelledby="figures" className="mt-8">
        <h2 id="figures" className="text-xl">
          {periodWords(range, today)}
        </h2>
        <p className="mt-1 text-sm text-ink-3">
          {datesWords(period, today)}, compared with the {days === 1 ? "day" : `${days} days`}{" "}
          before.
        </p>
        <FiguresView of={figures} zone={zone} fills={fillsOf(held.data, period, startDay)} />
      </section>
    </>
  );
}
