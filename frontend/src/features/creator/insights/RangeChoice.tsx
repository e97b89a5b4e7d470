"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { segmentClasses, Segments } from "@/components/ui/segments";

import { periodFaults, PRESETS, type Period, type Range } from "./period";

const PATH = "/creator-dashboard/insights";

/** A few usual periods, or two days of one's own. The choice is in the address. */
export function RangeChoice({ range, today }: { range: Range; today: string }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(range.choice === "custom");
  const [period, setPeriod] = useState(range.period);
  const [faults, setFaults] = useState<Partial<Period>>({});
  const field = (name: keyof Period, label: string) => (
    <TextField
      type="date"
      label={label}
      max={today}
      value={period[name]}
      error={faults[name]}
      className="flex-[0_1_12rem]"
      onChange={(event) => setPeriod({ ...period, [name]: event.target.value })}
    />
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = periodFaults(period, today);
    setFaults(found);
    const [wrong] = Object.keys(found);
    if (wrong) {
      const index = wrong === "from" ? 0 : 1;
      event.currentTarget.querySelectorAll("input")[index]?.focus();
      return;
    }
    router.push(`${PATH}?from=${period.from}&to=${period.to}`, { scroll: false });
  };
  return (
    <div className="mt-6 print:hidden">
      <Segments label="Period">
        {PRESETS.map((days) => (
          <Link
            key={days}
            href={`${PATH}?days=${days}`}
            scroll={false}
            aria-current={range.choice === days && !isOpen ? "true" : undefined}
            className={segmentClasses(range.choice === days && !isOpen)}
            onClick={() => setIsOpen(false)}
          >
            {days} days
          </Link>
        ))}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls="own-period"
          className={segmentClasses(isOpen)}
          onClick={() => setIsOpen(true)}
        >
          Other days
        </button>
      </Segments>
      <form
        id="own-period"
        hidden={!isOpen}
        noValidate
        className="mt-4 flex flex-wrap items-start gap-4"
        onSubmit={submit}
      >
        {field("from", "First day")}
        {field("to", "Last day")}
        <Button type="submit" className="mt-[1.8rem] min-h-12">
          Show
        </Button>
      </form>
    </div>
  );
}
