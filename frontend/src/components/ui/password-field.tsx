"use client";

import {
  useEffect,
  useRef,
  useState,
  type InputHTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
} from "react";

import { cn } from "@/lib/cn";

import { BOX, Field } from "./field";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  ref?: React.Ref<HTMLInputElement>;
}

/** Paste and password managers work; what is typed can be shown. */
export function PasswordField({ label, hint, error, onBlur, ...input }: Props) {
  const [isShown, setIsShown] = useState(false);
  const [isCaps, setIsCaps] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const look = (event: KeyboardEvent) => setIsCaps(event.getModifierState("CapsLock"));

  useEffect(() => {
    // A browser remembers what it sees in a text field when a form is sent.
    const form = box.current?.closest("form");
    const hide = () => setIsShown(false);
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, []);

  return (
    <Field {...{ label, hint, error }}>
      {(control) => (
        <div ref={box} className="relative">
          <p
            role="status"
            className="pointer-events-none absolute right-0 bottom-full mb-2 text-sm leading-snug text-warn"
          >
            {isCaps && "Caps Lock is on"}
          </p>
          <input
            {...input}
            {...control}
            type={isShown ? "text" : "password"}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            onKeyDown={look}
            onKeyUp={look}
            onBlur={(event) => {
              setIsCaps(false);
              onBlur?.(event);
            }}
            className={cn(BOX, "min-h-12 pr-20")}
          />
          <button
            type="button"
            className="absolute top-0.5 right-0.5 h-11 rounded-md px-3.5 text-sm font-ui text-accent-ink noscript:hidden"
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? "Hide" : "Show"}
            <span className="sr-only"> password</span>
          </button>
        </div>
      )}
    </Field>
  );
}
