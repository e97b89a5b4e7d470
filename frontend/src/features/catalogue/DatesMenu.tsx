"use client";

import { CalendarRange } from "lucide-react";
import { useEffect, useRef } from "react";

import { cn } from "@/lib/cn";

import { useCatalogue } from "./CatalogueNav";
import { DateFields, QuickDates } from "./Dates";
import { spanWords } from "./days";
import { toggleClasses } from "./toggle-classes";

/** Beyond the fortnight's strip: a weekend, a week, any stretch. A disclosure, so that it opens without scripts. */
export function DatesMenu({ today }: { today: string }) {
  const { filters } = useCatalogue();
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => box.current?.removeAttribute("open");

  useEffect(() => {
    const onPress = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !box.current?.open) return;
      close();
      box.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("focusin", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("focusin", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, []);

  const hasRange = filters.from !== filters.to;
  return (
    <details ref={box} className="relative max-md:hidden">
      <summary className={cn(toggleClasses(hasRange), "list-none")}>
        <CalendarRange size={18} strokeWidth={1.6} aria-hidden="true" />
        <span className="sr-only">Dates: </span>
        {hasRange ? spanWords(filters.from, filters.to, today) : "Dates"}
      </summary>
      <div className="absolute top-full left-0 z-10 mt-2 grid w-88 animate-appear gap-4 rounded-md border border-line bg-surface p-4 shadow-high">
        <QuickDates today={today} onGo={close} />
        <DateFields today={today} onGo={close} />
      </div>
    </details>
  );
}
