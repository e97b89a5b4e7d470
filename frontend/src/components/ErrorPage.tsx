import type { ReactNode } from "react";

/** A whole page that says why there is none, and where to go. */
export function ErrorPage({
  title,
  children,
  acts,
}: {
  title: string;
  children: ReactNode;
  acts: ReactNode;
}) {
  return (
    <div className="page py-12 md:py-24">
      <h1 className="max-w-160 text-hero">{title}</h1>
      <div className="mt-4 max-w-136 text-lg leading-normal">{children}</div>
      <div className="mt-6 flex flex-wrap items-center gap-3">{acts}</div>
    </div>
  );
}
