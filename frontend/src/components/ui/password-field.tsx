"use client";

import { useState, type InputHTMLAttributes, type ReactNode } from "react";

import { Field } from "./field";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  ref?: React.Ref<HTMLInputElement>;
}

/** Paste and password managers work; what is typed can be shown. */
export function PasswordField({ label, hint, error, ...input }: Props) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field {...{ label, hint, error }}>
      {(control) => (
        <div className="relative">
          <input
            {...input}
            {...control}
            type={isShown ? "text" : "password"}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className="min-h-12 w-full rounded-md border border-control bg-surface pr-20 pl-3.5 text-ink focus-visible:-outline-offset-1 aria-[invalid=true]:border-danger"
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label="Show password"
            className="absolute top-0.5 right-0.5 h-11 rounded-md px-3.5 text-sm font-ui text-accent-ink"
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? "Hide" : "Show"}
          </button>
        </div>
      )}
    </Field>
  );
}
