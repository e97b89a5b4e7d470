import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** A few choices of which one holds, side by side: links or buttons with `segmentClasses`. */
export function Segments({
  label,
  of = "links",
  className,
  children,
}: {
  label: string;
  of?: "links" | "buttons";
  className?: string;
  children: ReactNode;
}) {
  const Frame = of === "links" ? "nav" : "div";
  return (
    <Frame
      role={of === "links" ? undefined : "group"}
      aria-label={label}
      className={cn(
        "inline-flex max-w-full overflow-x-auto rounded-md bg-sunken p-[3px] inset-ring-1 inset-ring-line",
        className,
      )}
    >
      {children}
    </Frame>
  );
}

export function segmentClasses(isCurrent: boolean): string {
  return cn(
    "relative inline-flex min-h-11 items-center gap-1.5 rounded-[7px] px-3 text-sm font-ui whitespace-nowrap focus-visible:-outline-offset-2 md:min-h-9.5",
    // The target is as high as the frame.
    "after:absolute after:inset-x-0 after:-inset-y-[3px]",
    isCurrent ? "bg-surface text-ink shadow-low ring-1 ring-line-2" : "text-ink-3 hover:text-ink",
  );
}
