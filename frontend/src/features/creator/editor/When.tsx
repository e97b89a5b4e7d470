"use client";

import { Controller, type UseFormReturn } from "react-hook-form";

import { FieldError, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RadioCard } from "@/components/ui/radio-card";
import { ZoneField } from "@/components/ui/zone-field";
import { dayOf, durationWords, isZone } from "@/lib/time";

import type { Session } from "../queries";
import { hasStarted } from "../session-state";
import { MOST } from "./rules";
import { SectionFrame } from "./SectionFrame";
import { readWhole, type Values } from "./values";
import { startWords } from "./start-words";

export function When({
  form,
  values,
  base,
  viewerZone,
  now,
}: {
  form: UseFormReturn<Values>;
  values: Values;
  base: Session | null;
  viewerZone: string;
  now: Date;
}) {
  const { errors } = form.formState;
  const minutes = readWhole(values.duration);
  const hasBegun = base !== null && hasStarted(base, now);
  return (
    <SectionFrame id="when" title="When">
      {hasBegun && (
        <Notice title="It has taken place.">
          A new start would move everybody who was booked. To hold it again, duplicate it.
        </Notice>
      )}
      <fieldset className="grid gap-2" aria-describedby={errors.kind && "kind-error"}>
        <legend className="mb-2 text-sm font-ui text-ink">The day</legend>
        <div className="grid gap-3 md:grid-cols-2">
          <RadioCard title="On a set day" value="dated" {...form.register("kind")}>
            Everybody comes at the same hour.
          </RadioCard>
          <RadioCard title="Learners choose the day" value="open" {...form.register("kind")}>
            Each picks day and hour when booking. All bookings together share the seats.
          </RadioCard>
        </div>
        {errors.kind?.message && <FieldError id="kind-error">{errors.kind.message}</FieldError>}
      </fieldset>
      {values.kind === "dated" && (
        <div className="grid items-start gap-5 md:grid-cols-[1fr_9rem]">
          <TextField
            type="date"
            label="Date"
            min={hasBegun ? undefined : dayOf(now, safeZone(values.time_zone))}
            error={errors.date?.message}
            {...form.register("date")}
          />
          <TextField
            type="time"
            label="Begins at"
            error={errors.time?.message}
            {...form.register("time")}
          />
        </div>
      )}
      <div className="grid items-start gap-5 md:grid-cols-[1fr_9rem]">
        <Controller
          control={form.control}
          name="time_zone"
          render={({ field }) => (
            <ZoneField
              label="Time zone"
              hint={values.kind === "open" ? "The one in which learners choose." : undefined}
              name={field.name}
              value={field.value}
              onChange={field.onChange}
              error={errors.time_zone?.message}
              at={now}
            />
          )}
        />
        <TextField
          inputMode="numeric"
          label="Minutes"
          hint={minutes && minutes <= MOST.duration ? durationWords(minutes) : undefined}
          error={errors.duration?.message}
          {...form.register("duration")}
        />
      </div>
      <p role="status" className="min-h-[1.45em] text-sm text-ink-2">
        {startWords(values, viewerZone, now).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </p>
    </SectionFrame>
  );
}

function safeZone(zone: string): string {
  return isZone(zone) ? zone : "UTC";
}
