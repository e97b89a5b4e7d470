"use client";

import { CalendarRange } from "lucide-react";

import { useRef } from "react";

import { useCatalogue } from "./CatalogueNav";
import { DateFields, QuickDates } from "./Dates";
import { spanWords } from "./days";
import { Menu } from "./Menu";

/** Beyond the fortnight's strip: a weekend, a week, any stretch. */
export function DatesMenu({ today }: { today: string }) {
  const { filters } = useCatalogue();
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => box.current?.removeAttribute("open");
  const hasRange = filters.from !== filters.to;
  return (
    <Menu
      box={box}
      isOn={hasRange}
      className="relative"
      panelClassName="left-0 mt-2 grid w-88"
      label={
        <>
          <CalendarRange size={18} strokeWidth={1.6} aria-hidden="true" />
          <span className="sr-only">Dates: </span>
          {hasRange ? spanWords(filters.from, filters.to, today) : "Dates"}
        </>
      }
    >
      <QuickDates today={today} onGo={close} />
      <DateFields today={today} onGo={close} />
    </Menu>
  );
}
