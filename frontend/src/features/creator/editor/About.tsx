"use client";

import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";

import { LanguageEnum } from "@/api/types.gen";
import { FieldError, SelectField, TextField } from "@/components/ui/field";
import { RadioCard } from "@/components/ui/radio-card";
import { FORMATS, languageName, LEVELS, TOPICS } from "@/lib/session-words";

import { MOST } from "./rules";
import { SectionFrame } from "./SectionFrame";
import type { Values } from "./values";

/** How people find it among others, and where it is held. */
export function About({ form, values }: { form: UseFormReturn<Values>; values: Values }) {
  const { errors } = form.formState;
  return (
    <SectionFrame id="about" title="Topic and place" words="People look for sessions by these.">
      <div className="grid items-start gap-5 md:grid-cols-3">
        <SelectField
          label="Topic"
          isOptional
          hint="It also chooses the artwork."
          error={errors.topic?.message}
          {...form.register("topic")}
        >
          <option value="">None of these</option>
          <Options words={TOPICS} />
        </SelectField>
        <SelectField
          label="Level"
          hint="What they should know before."
          error={errors.level?.message}
          {...form.register("level")}
        >
          <option value="">For everybody</option>
          <Options words={LEVELS} />
        </SelectField>
        <LanguageField form={form} />
      </div>
      <fieldset className="grid gap-2" aria-describedby={errors.format && "format-error"}>
        <legend className="mb-2 text-sm font-ui text-ink">
          Where<span className="font-normal text-ink-3"> (optional)</span>
        </legend>
        <div className="grid gap-3 md:grid-cols-2">
          <RadioCard title={FORMATS.in_person} value="in_person" {...form.register("format")}>
            People come to a place.
          </RadioCard>
          <RadioCard title={FORMATS.online} value="online" {...form.register("format")}>
            People join from wherever they are.
          </RadioCard>
        </div>
        {errors.format?.message && (
          <FieldError id="format-error">{errors.format.message}</FieldError>
        )}
      </fieldset>
      {values.format === "in_person" && (
        <TextField
          label="Place"
          isOptional
          dir="auto"
          autoComplete="off"
          maxLength={2 * MOST.place}
          placeholder="A street and a town"
          hint="Everybody can read it. If it is your home, the part of town will do."
          error={errors.place?.message}
          {...form.register("place")}
        />
      )}
    </SectionFrame>
  );
}

function Options({ words }: { words: Record<string, string> }) {
  return Object.entries(words).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

function LanguageField({ form }: { form: UseFormReturn<Values> }) {
  const [{ own, all }] = useState(() => languages(navigator.languages));
  return (
    <SelectField
      label="Language"
      isOptional
      hint="The one you speak there."
      error={form.formState.errors.language?.message}
      {...form.register("language")}
    >
      <option value="">Not said</option>
      {Object.keys(own).length > 0 && (
        <optgroup label="Yours">
          <Options words={own} />
        </optgroup>
      )}
      <optgroup label="All">
        <Options words={all} />
      </optgroup>
    </SelectField>
  );
}

/** Names by code: those that this browser is set to, in its order, then the others by name. */
export function languages(preferred: readonly string[]): Record<"own" | "all", Named> {
  const known: readonly string[] = Object.values(LanguageEnum);
  const mine = preferred.map((tag) => tag.split("-")[0]?.toLowerCase() ?? "");
  const own = [...new Set(mine)].filter((code) => known.includes(code));
  const others = known
    .filter((code) => !own.includes(code))
    .sort((one, other) => languageName(one).localeCompare(languageName(other), "en"));
  return { own: named(own), all: named(others) };
}

type Named = Record<string, string>;

function named(codes: readonly string[]): Named {
  return Object.fromEntries(codes.map((code) => [code, languageName(code)]));
}
