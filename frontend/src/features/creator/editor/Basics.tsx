"use client";

import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";

import { TextArea, TextField } from "@/components/ui/field";
import { segmentClasses } from "@/components/ui/segments";
import { Description } from "@/features/session/Description";

import { MOST } from "./rules";
import { SectionFrame } from "./SectionFrame";
import type { Values } from "./values";

export function Basics({ form, values }: { form: UseFormReturn<Values>; values: Values }) {
  const [isShown, setIsShown] = useState(false);
  const { errors } = form.formState;
  return (
    <SectionFrame id="basics" title="Basics">
      <TextField
        label="Title"
        dir="auto"
        autoComplete="off"
        hint={
          <Count
            text={values.title}
            most={MOST.title}
            words="People search for this. Say what they will be able to do."
          />
        }
        error={errors.title?.message}
        {...form.register("title")}
      />
      <div className="grid gap-2">
        <TextArea
          label="Description"
          dir="auto"
          rows={10}
          hint={
            <Count
              text={values.description}
              most={MOST.description}
              words="A blank line begins a paragraph, a dash an entry of a list."
            />
          }
          error={errors.description?.message}
          {...form.register("description")}
        />
        <div>
          <button
            type="button"
            aria-expanded={isShown}
            aria-controls="description-preview"
            className={`${segmentClasses(false)} -ml-3`}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? "Hide how it reads" : "Show how it reads"}
          </button>
          <div
            id="description-preview"
            hidden={!isShown}
            className="mt-2 rounded-md border border-dashed border-line-2 px-5 pb-6"
          >
            {values.description.trim() ? (
              <Description text={values.description} />
            ) : (
              <p className="pt-6 text-sm text-ink-3">Nothing is written yet.</p>
            )}
          </div>
        </div>
      </div>
    </SectionFrame>
  );
}

function Count({ text, most, words }: { text: string; most: number; words: string }) {
  const length = Array.from(text.trim()).length;
  return (
    <span className="flex flex-wrap justify-between gap-x-4">
      <span>{words}</span>
      <span className="tabular-nums">
        {length} of {most.toLocaleString("en-US")}
      </span>
    </span>
  );
}
