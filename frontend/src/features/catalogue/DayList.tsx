import type { ReactNode } from "react";

import type { CardSession } from "./card-session";
import { dayHeading, groupByDay } from "./days";
import { SessionGrid } from "./SessionGrid";
import type { SeatsFeed } from "./use-live-seats";

/** Sessions under their days: a numeral that stays in the gutter, on a phone a line that stays on top. */
export function DayList({
  sessions,
  zone,
  now,
  today,
  seats,
}: {
  sessions: readonly CardSession[];
  zone: string;
  now: Date;
  today: string;
  seats: SeatsFeed;
}) {
  return groupByDay(sessions, zone).map(({ day, sessions: ofDay }, place) => (
    <section
      key={day ?? "any"}
      aria-labelledby={`day-${day ?? "any"}`}
      className="grid gap-4 pb-6 md:grid-cols-[8rem_minmax(0,1fr)] md:gap-6 md:border-t md:border-line md:py-8"
    >
      <Heading id={`day-${day ?? "any"}`}>
        {day === null ? <AnyDay /> : <Day day={day} today={today} />}
      </Heading>
      <SessionGrid
        sessions={ofDay}
        zone={zone}
        now={now}
        seats={seats}
        eager={place === 0 ? 3 : 0}
        isAlone={ofDay.length === 1}
      />
    </section>
  ));
}

function Heading({ id, children }: { id: string; children: ReactNode }) {
  return (
    <h2
      id={id}
      className="sticky top-14 z-5 -mx-(--gutter) flex items-baseline gap-2 self-start border-b border-line bg-paper px-(--gutter) pt-3 pb-2.5 text-sm leading-[1.35] font-normal text-ink-3 md:top-22 md:z-0 md:mx-0 md:block md:border-0 md:bg-transparent md:p-0"
    >
      {children}
    </h2>
  );
}

const NUMERAL =
  "text-[1.625rem] leading-[0.95] font-[420] tracking-[-0.04em] text-ink md:mb-2 md:-ml-[0.04em] md:block md:text-[3.5rem] md:tracking-[-0.055em]";

function Day({ day, today }: { day: string; today: string }) {
  const { name, rest } = dayHeading(day, today);
  return (
    <time dateTime={day} className="contents">
      <b className={NUMERAL}>{Number(day.slice(8))}</b>
      <strong className="font-ui text-ink md:block">{name}</strong> {rest}
    </time>
  );
}

function AnyDay() {
  return (
    <>
      <b className={`${NUMERAL} md:text-[2rem] md:leading-[1.1]`}>Any day</b>
      You choose the date when you book
    </>
  );
}
