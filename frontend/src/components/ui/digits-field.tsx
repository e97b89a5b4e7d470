"use client";

import type { ChangeEvent, InputHTMLAttributes, ReactNode } from "react";

import { BOX, Field } from "./field";
import { cn } from "@/lib/cn";

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  value: string;
  onChange: (digits: string) => void;
  ref?: React.Ref<HTMLInputElement>;
}

export const DIGITS = 6;

/**
 * Six digits, typed, pasted with whatever stands between them, or filled in by the browser. One
 * field: six of them are a burden to screen readers and to who pastes.
 */
export function DigitsField({ label, hint, error, value, onChange, ...input }: Props) {
  return (
    <Field {...{ label, hint, error }}>
      {(control) => (
        <input
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...input}
          {...control}
          value={value}
          onChange={(event: ChangeEvent<HTMLInputElement>) =>
            onChange(onlyDigits(event.target.value))
          }
          className={cn(BOX, "min-h-13 text-xl tracking-[0.24em] tabular-nums")}
        />
      )}
    </Field>
  );
}

export function onlyDigits(typed: string): string {
  // Keyboards of East Asia make them twice as wide.
  return typed.normalize("NFKC").replace(/\D/g, "").slice(0, DIGITS);
}
