import { Check } from "lucide-react";

import type { Rule } from "./password-rules";

/** What a password needs, and what of it is there. */
export function PasswordRules({ rules }: { rules: readonly Rule[] }) {
  return (
    <ul className="grid gap-1">
      {rules.map(({ text, isMet }) => (
        <li key={text} className="flex items-center gap-2">
          {isMet ? (
            <Check size={16} strokeWidth={2.2} aria-hidden="true" className="text-success" />
          ) : (
            <i
              aria-hidden="true"
              className="m-1 size-2 rounded-full inset-ring-[1.5px] inset-ring-control"
            />
          )}
          <span>
            {text}
            <span className="sr-only">{isMet ? ": done" : ": not yet"}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
