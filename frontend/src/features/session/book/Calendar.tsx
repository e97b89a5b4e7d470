"use client";

import { DayPicker, type Modifiers } from "@daypicker/react";
import { ChevronLeft, ChevronRight } from "lucide-react";

import { dayWords } from "@/lib/time";

import { dateOfDay, dayOfDate } from "./calendar-days";

const NAV =
  "grid size-11 place-items-center rounded-md text-ink-2 hover:bg-hover aria-disabled:opacity-40 aria-disabled:hover:bg-transparent";
const DAY = [
  "h-11 w-full rounded-md text-sm text-ink tabular-nums hover:bg-hover",
  "group-data-today:font-head group-data-today:text-accent-ink",
  "group-data-selected:bg-accent group-data-selected:font-head group-data-selected:text-on-accent",
  "group-data-disabled:text-ink-3 group-data-disabled:line-through group-data-disabled:hover:bg-transparent",
].join(" ");

/** One month of days. The keys are those of any grid: arrows, Home, End, Page Up, Page Down. */
export function Calendar({
  today,
  last,
  chosen,
  onChoose,
}: {
  /** The first day that can be chosen. */
  today: string;
  last: string;
  chosen: string | null;
  onChoose: (day: string) => void;
}) {
  return (
    <DayPicker
      mode="single"
      required
      // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog opens at what it is about
      autoFocus
      fixedWeeks
      weekStartsOn={1}
      today={dateOfDay(today)}
      startMonth={dateOfDay(today)}
      endMonth={dateOfDay(last)}
      defaultMonth={dateOfDay(chosen ?? today)}
      disabled={{ before: dateOfDay(today), after: dateOfDay(last) }}
      selected={chosen ? dateOfDay(chosen) : undefined}
      onSelect={(date: Date) => onChoose(dayOfDate(date))}
      labels={{ labelDayButton: label }}
      components={{ Chevron }}
      classNames={{
        root: "relative",
        nav: "absolute -top-2 right-0 z-1 flex gap-1",
        button_previous: NAV,
        button_next: NAV,
        month_caption: "flex h-7 items-center text-base font-head text-ink",
        month_grid: "mt-3 w-full table-fixed border-collapse",
        weekday: "h-8 text-2xs font-normal text-ink-3",
        day: "group p-0 text-center",
        day_button: DAY,
      }}
    />
  );
}

function Chevron({ orientation }: { orientation?: "up" | "down" | "left" | "right" }) {
  const Icon = orientation === "left" ? ChevronLeft : ChevronRight;
  return <Icon size={20} strokeWidth={1.6} aria-hidden="true" />;
}

function label(date: Date, modifiers: Modifiers): string {
  const words = dayWords(dayOfDate(date));
  const notes = [
    modifiers.today && "today",
    modifiers.disabled && "can not be chosen",
    modifiers.selected && "chosen",
  ];
  return [words, ...notes.filter(Boolean)].join(", ");
}
