import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** Where the focus goes when what had it in this section is gone. */
export function headingOf(id: string): HTMLElement | null {
  return document.getElementById(`${id}-title`);
}

/** What it is about at the left, what can be changed at the right. */
export function Section({
  id,
  title,
  text,
  className,
  children,
}: {
  id: string;
  title: string;
  text: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={cn(
        "grid scroll-mt-20 gap-x-[clamp(2rem,5vw,4.5rem)] gap-y-6 border-t border-line py-10 lg:grid-cols-[20rem_minmax(0,34rem)]",
        className,
      )}
    >
      <div>
        <h2 id={`${id}-title`} tabIndex={-1} className="text-xl">
          {title}
        </h2>
        <p className="mt-2 max-w-136 text-sm text-ink-3">{text}</p>
      </div>
      <div className="grid content-start gap-6">{children}</div>
    </section>
  );
}
