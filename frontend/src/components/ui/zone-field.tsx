"use client";

import { Check } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

import { cn } from "@/lib/cn";
import { allZones, zoneShort } from "@/lib/time";

import { BOX, Field } from "./field";

const MOST = 60;

/** A time zone, found by typing part of a place: "york", "gmt", "tokyo". */
export function ZoneField({
  label,
  hint,
  error,
  className,
  name,
  value,
  onChange,
  at,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  className?: string;
  name?: string;
  value: string;
  onChange: (zone: string) => void;
  /** The moment whose short names are shown: winter or summer. */
  at: Date;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  /** Null while nothing is being looked for. */
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const found = query === null ? [] : query ? zonesLike(query) : nearby(value);
  const isOpen = query !== null;

  const open = (text: string) => {
    setQuery(text);
    setActive(0);
  };
  const choose = (zone: string | undefined) => {
    if (zone) onChange(zone);
    setQuery(null);
  };
  const move = (to: number) => {
    setActive(to);
    list.current?.children[to]?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      if (isOpen && found.length) move((active + step + found.length) % found.length);
      else if (!isOpen) open("");
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setQuery(null);
    }
  };

  return (
    <Field {...{ label, hint, error, className }}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            role="combobox"
            name={name}
            type="text"
            autoComplete="off"
            spellCheck={false}
            aria-expanded={isOpen}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && found[active] ? `${id}-${active}` : undefined}
            value={query ?? written(value)}
            onChange={(event) => open(event.target.value)}
            onClick={() => !isOpen && open("")}
            onFocus={(event) => event.target.select()}
            onBlur={() => setQuery(null)}
            onKeyDown={onKeyDown}
            className={cn(BOX, "min-h-12")}
          />
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label="Time zones"
            hidden={!isOpen}
            className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 animate-appear overflow-y-auto rounded-md border border-line bg-surface p-1.5 shadow-high"
          >
            {found.map((zone, index) => (
              // The keys are the field's: the focus never leaves it.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={zone}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={zone === value}
                className={cn(
                  "flex min-h-11 cursor-pointer items-center gap-2 rounded-sm px-3 text-sm text-ink hover:bg-hover",
                  index === active && "bg-hover",
                )}
                // Before the field loses the focus, which would close the list.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(zone)}
              >
                <span className="mr-auto">{written(zone)}</span>
                {zone === value && <Check size={16} strokeWidth={1.6} aria-hidden="true" />}
                <span className="text-xs text-ink-3">{zoneShort(at, zone)}</span>
              </div>
            ))}
            {isOpen && found.length === 0 && (
              <div
                role="option"
                aria-selected={false}
                aria-disabled="true"
                className="px-3 py-2 text-sm"
              >
                No time zone has this name. Try a large city nearby.
              </div>
            )}
          </div>
        </div>
      )}
    </Field>
  );
}

function written(zone: string): string {
  return zone.replaceAll("_", " ");
}

/** Before anything is typed: the one chosen, and those of this device and of nobody. */
function nearby(value: string): string[] {
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([value, device, "UTC", ...zonesLike("")])].slice(0, MOST);
}

/** Places that begin with the words come first. */
export function zonesLike(query: string): string[] {
  const words = query.toLowerCase().replaceAll("_", " ").trim();
  const all = allZones();
  if (!words) return all.slice(0, MOST);
  const found = all.filter((zone) => written(zone).toLowerCase().includes(words));
  const begins = (zone: string) =>
    written(zone)
      .toLowerCase()
      .split("/")
      .some((part) => part.startsWith(words));
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))].slice(0, MOST);
}
