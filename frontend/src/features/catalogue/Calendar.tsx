"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";
import { addDays, monthWord, weekdayWord } from "@/lib/time";

import { useCatalogue } from "./CatalogueNav";
import { addMonths, weekdayOf, type DayCount } from "./days";
import { CountBar, Heard } from "./DayStrip";
import { FilterLink } from "./FilterLink";
import { moveByArrow } from "./move-by-arrow";

/**
 * A month: a grid with room for a desk, a list of the days that have something on a phone. A day
 * opens its sessions below.
 */
export function Calendar({ days, today }: { days: readonly DayCount[]; today: string }) {
  const first = days[0]?.day ?? today;
  const month = first.slice(0, 7);
  const most = Math.max(1, ...days.map(({ count }) => count));
  const isEmpty = days.every(({ count }) => count === 0);
  // The weeks that are over have nothing and would only be in the way.
  const monday = addDays(today, -weekdayOf(today));
  const shown = month === today.slice(0, 7) ? days.filter(({ day }) => day >= monday) : days;
  return (
    <section aria-labelledby="month" className="border-t border-line pt-4 md:pt-6">
      <div className="-mr-3 mb-3 flex items-center gap-1">
        <h2 id="month" className="mr-auto text-xl">
          {monthWord(first)} {first.slice(0, 4)}
        </h2>
        {month > today.slice(0, 7) && (
          <MonthLink month={addMonths(month, -1)}>
            <ChevronLeft size={20} strokeWidth={1.6} aria-hidden="true" />
          </MonthLink>
        )}
        <MonthLink month={addMonths(month, 1)}>
          <ChevronRight size={20} strokeWidth={1.6} aria-hidden="true" />
        </MonthLink>
      </div>
      <div aria-hidden="true" className="hidden grid-cols-7 text-xs text-ink-3 md:grid">
        {Array.from({ length: 7 }, (_, place) => (
          // 2024 began on a Monday.
          <span key={place} className="pb-2 pl-[0.7rem]">
            {weekdayWord(`2024-01-0${place + 1}`, "short")}
          </span>
        ))}
      </div>
      {/* Arrow keys are a shortcut; each day is a link that Tab reaches. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        onKeyDown={(event) => moveByArrow(event, 7)}
        className="border-t border-line md:grid md:grid-cols-7 md:border-l"
      >
        {shown.map((each, place) => (
          <li
            key={each.day}
            style={place === 0 ? { gridColumnStart: weekdayOf(each.day) + 1 } : undefined}
            className={cn(
              "border-b border-line md:-mt-px md:border-t md:border-r",
              place === 0 && "md:-ml-px md:border-l",
              each.count === 0 && "max-md:hidden",
            )}
          >
            <Day {...each} most={most} today={today} />
          </li>
        ))}
      </ol>
      {isEmpty && <p className="border-b border-line py-6 md:hidden">Nothing in this month.</p>}
    </section>
  );
}

function MonthLink({ month, children }: { month: string; children: ReactNode }) {
  return (
    <FilterLink
      changes={{ month, from: null, to: null }}
      aria-label={`${monthWord(`${month}-01`)} ${month.slice(0, 4)}`}
      className="grid size-11 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
    >
      {children}
    </FilterLink>
  );
}

function Day({ day, count, most, today }: DayCount & { most: number; today: string }) {
  const { filters } = useCatalogue();
  const isChosen = filters.from === day && filters.to === day;
  const isToday = day === today;
  const box =
    "relative grid h-17 grid-cols-[3.25rem_1fr_auto] items-baseline gap-x-2 pt-4 text-sm max-md:pr-2 md:h-23 md:grid-cols-[auto_1fr] md:content-start md:px-[0.7rem] md:pt-3 md:text-xs";
  const content = (
    <>
      <span className="max-md:order-1 md:sr-only">
        {isToday && "Today, "}
        {weekdayWord(day)}
        <Heard> </Heard>
      </span>
      <b
        className={cn(
          "text-[1.75rem] leading-none tracking-[-0.04em] tabular-nums md:text-xl md:leading-[1.15] md:tracking-[-0.03em]",
          isChosen
            ? "font-head text-accent-ink"
            : count > 0
              ? "font-[440] text-ink md:font-[450]"
              : "font-normal",
        )}
      >
        {Number(day.slice(8))}
        <Heard> {monthWord(day)}, </Heard>
      </b>
      {isToday ? (
        <span aria-hidden="true" className="font-ui max-md:hidden">
          Today
        </span>
      ) : (
        <span className="max-md:hidden" />
      )}
      <span className="tabular-nums max-md:order-2 md:col-span-2">
        {count > 0 && `${count} ${count === 1 ? "session" : "sessions"}`}
        {isChosen && <Heard>, chosen; choose again to close it</Heard>}
      </span>
      <CountBar count={count} most={most} isChosen={isChosen} className="max-md:left-0" />
    </>
  );
  if (count === 0 && !isChosen) {
    return (
      <time
        dateTime={day}
        aria-current={isToday ? "date" : undefined}
        className={cn(box, "text-ink-3")}
      >
        {content}
      </time>
    );
  }
  return (
    <FilterLink
      changes={isChosen ? { from: null, to: null } : { from: day, to: day }}
      hash={isChosen ? "" : "#chosen-day"}
      aria-current={isChosen ? "date" : undefined}
      className={cn(
        box,
        "focus-visible:-outline-offset-3",
        isChosen ? "bg-accent-wash text-accent-ink" : "text-ink-3 hover:bg-hover",
      )}
    >
      {content}
    </FilterLink>
  );
}
