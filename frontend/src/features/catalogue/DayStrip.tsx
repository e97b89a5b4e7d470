"use client";

import type { ReactNode } from "react";

import { cn } from "@/lib/cn";
import { monthWord, weekdayWord } from "@/lib/time";

import { useCatalogue } from "./CatalogueNav";
import { countsFrom, FORTNIGHT, type DayCount } from "./days";
import { FilterLink } from "./FilterLink";
import { moveByArrow } from "./move-by-arrow";

/** The fortnight: each day with the number of its sessions, also as a short bar. */
export function DayStrip({
  days,
  today,
}: {
  /** Null while they are on their way. */
  days: readonly DayCount[] | null;
  today: string;
}) {
  const most = Math.max(1, ...(days ?? []).map(({ count }) => count));
  const shown = days ?? countsFrom(today, FORTNIGHT, []);
  return (
    <nav aria-label="Choose a day">
      {/* Arrow keys are a shortcut; each day is a link that Tab reaches. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        onKeyDown={(event) => moveByArrow(event, 1)}
        className="-mx-(--gutter) mt-4 grid [scrollbar-width:none] auto-cols-[62px] grid-flow-col overflow-x-auto border-y border-line pl-[calc(var(--gutter)-0.7rem)] md:mx-0 md:mt-6 md:auto-cols-fr md:pl-0"
      >
        {shown.map((each) => (
          <li key={each.day} className="[&+li>a]:border-l [&+li>a]:border-line">
            <Day {...each} most={most} today={today} isCounted={days !== null} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Day({
  day,
  count,
  most,
  today,
  isCounted,
}: DayCount & { most: number; today: string; isCounted: boolean }) {
  const { filters } = useCatalogue();
  const isToday = day === today;
  const isChosen = filters.from === day && filters.to === day;
  return (
    <FilterLink
      changes={isChosen ? { from: null, to: null } : { from: day, to: day }}
      aria-current={isChosen ? "date" : undefined}
      className={cn(
        "relative grid h-23 content-start justify-items-start gap-px pt-3 pl-[0.7rem] text-xs leading-[1.3] focus-visible:-outline-offset-3",
        isChosen ? "bg-accent-wash text-accent-ink" : "text-ink-3 hover:bg-hover",
      )}
    >
      <DayName day={day} isToday={isToday} />
      <b
        className={cn(
          "text-xl leading-[1.15] tracking-[-0.03em] tabular-nums",
          isChosen
            ? "font-head text-accent-ink"
            : count > 0 || !isCounted
              ? "font-[450] text-ink"
              : "font-normal text-ink-3",
        )}
      >
        {Number(day.slice(8))}
        {!isFirst(day) && <Heard> {monthWord(day)}</Heard>}
      </b>
      <span className="tabular-nums">
        {isCounted && (
          <>
            <Heard>, </Heard>
            {count || "none"}
            <Heard>
              {count > 0 && (count === 1 ? " session" : " sessions")}
              {isChosen && ", chosen; choose again for all days"}
            </Heard>
          </>
        )}
      </span>
      <CountBar count={count} most={most} isChosen={isChosen} />
    </FilterLink>
  );
}

/** Beside a number: how much that is, next to the others. */
export function CountBar({
  count,
  most,
  isChosen,
  className,
}: {
  count: number;
  most: number;
  isChosen: boolean;
  className?: string;
}) {
  if (count === 0) return null;
  return (
    <i
      className={cn(
        "absolute bottom-[11px] left-[0.7rem] h-1 max-w-[calc(100%-1.2rem)] rounded-[2px]",
        isChosen ? "bg-accent-ink" : "bg-line-2",
        className,
      )}
      style={{ width: `max(6px, ${(88 * count) / most}%)` }}
    />
  );
}

/** "Tue", "Today"; "Tue, Dec" on the first of a month. What is cut short is heard whole. */
function DayName({ day, isToday }: { day: string; isToday: boolean }) {
  if (isToday) {
    return (
      <span className="whitespace-nowrap">
        Today<Heard>, {weekdayWord(day)} </Heard>
      </span>
    );
  }
  return (
    <span className="whitespace-nowrap">
      {isFirst(day) ? (
        <>
          <span className="max-lg:sr-only">
            <Short word={weekdayWord(day)} />,{" "}
          </span>
          <Short word={monthWord(day)} />
        </>
      ) : (
        <Short word={weekdayWord(day)} />
      )}
      <Heard> </Heard>
    </span>
  );
}

function isFirst(day: string): boolean {
  return day.endsWith("-01");
}

function Short({ word }: { word: string }) {
  return (
    <>
      {word.slice(0, 3)}
      <Heard>{word.slice(3)}</Heard>
    </>
  );
}

/** For those who listen: the words around what is seen. */
export function Heard({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
