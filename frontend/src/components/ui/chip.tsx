import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** A shape, a word, and only then a color: a dot lives, a ring waits, a dash is over. */
const TONES = {
  live: "bg-success-wash text-success inset-ring-success-line before:rounded-full before:bg-current",
  waiting:
    "bg-warn-wash text-warn inset-ring-warn-line before:rounded-full before:inset-ring-2 before:inset-ring-current",
  draft:
    "bg-sunken text-ink-2 inset-ring-line before:rounded-full before:inset-ring-[1.5px] before:inset-ring-current",
  over: "bg-sunken text-ink-2 inset-ring-line before:h-0.5 before:bg-current",
  cancelled: "bg-danger-wash text-danger inset-ring-danger-line before:h-0.5 before:bg-current",
};

export function Chip({
  tone,
  className,
  children,
}: {
  tone: keyof typeof TONES;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-6.5 items-center gap-1.5 rounded-sm px-2.5 text-xs leading-none font-ui whitespace-nowrap inset-ring-1 before:size-[7px] before:shrink-0",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
