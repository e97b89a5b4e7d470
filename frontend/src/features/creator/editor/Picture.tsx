"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import type { UseFormReturn } from "react-hook-form";

import { Cover } from "@/components/Cover";
import { TextField } from "@/components/ui/field";

import type { Session } from "../queries";
import { SectionFrame } from "./SectionFrame";
import { useImageCheck, type ImageCheck } from "./use-image-check";
import type { Values } from "./values";

/** Narrower than this it looks coarse in the head of the page. */
const WIDE_ENOUGH = 1200;

export function Picture({
  form,
  values,
  sessionId,
}: {
  form: UseFormReturn<Values>;
  values: Values;
  sessionId: string;
}) {
  const check = useImageCheck(values.image);
  const topic = (values.topic || null) as Session["topic"];
  const image = check.state === "good" ? values.image.trim() : null;
  return (
    <SectionFrame
      id="picture"
      title="Picture"
      words="Without a picture the session has artwork of its own, drawn from its title and topic. It also stands in while a picture loads, and when one fails to."
    >
      <TextField
        type="url"
        inputMode="url"
        label="Address of a picture"
        isOptional
        placeholder="https://"
        autoComplete="off"
        spellCheck={false}
        error={form.formState.errors.image?.message}
        {...form.register("image")}
      />
      <div className="grid gap-5 md:grid-cols-2">
        <figure>
          <Cover id={sessionId} title={values.title} topic={topic} image={image} />
          <figcaption className="mt-2 min-h-[2.9em] text-sm text-ink-3">
            <span role="status">
              <Verdict check={check} />
            </span>
          </figcaption>
        </figure>
        {image && (
          <figure>
            <Cover id={sessionId} title={values.title} topic={topic} image={null} />
            <figcaption className="mt-2 text-sm text-ink-3">
              The artwork behind it, seen where your picture does not load.
            </figcaption>
          </figure>
        )}
      </div>
    </SectionFrame>
  );
}

function Verdict({ check }: { check: ImageCheck }) {
  if (check.state === "none") return "This is its artwork.";
  if (check.state === "checking") return "Looking for the picture…";
  if (check.state === "broken") {
    return (
      <span className="flex gap-2 text-warn">
        <CircleAlert size={16} strokeWidth={1.6} aria-hidden="true" className="mt-0.5 shrink-0" />
        No picture loads from this address. People would see the artwork.
      </span>
    );
  }
  const { width, height } = check;
  return (
    <span className="flex gap-2">
      <CircleCheck
        size={16}
        strokeWidth={1.6}
        aria-hidden="true"
        className="mt-0.5 shrink-0 text-success"
      />
      <span>
        It loads: {width} by {height}.
        {width < WIDE_ENOUGH && ` A width of ${WIDE_ENOUGH} or more looks sharper.`}
        {height > width && " It is cut to the middle, 16 to 9."}
      </span>
    </span>
  );
}
