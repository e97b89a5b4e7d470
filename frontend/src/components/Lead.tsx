import type { ReactNode } from "react";

/** The first sentences of a text, a little larger. */
export function Lead({ children }: { children: ReactNode }) {
  return (
    <p className="mt-4 text-[1.1875rem] leading-[1.55] tracking-[-0.006em] text-ink">{children}</p>
  );
}
