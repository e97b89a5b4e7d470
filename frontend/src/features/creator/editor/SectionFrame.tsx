import type { ReactNode } from "react";

/** One part of the editor; the index at the side leads here. */
export function SectionFrame({
  id,
  title,
  words,
  children,
}: {
  id: string;
  title: string;
  words?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-24 border-t border-line py-8 first:border-t-0 first:pt-0 lg:first:pt-8"
    >
      <h2 id={`${id}-title`} tabIndex={-1} className="text-xl outline-none">
        {title}
      </h2>
      {words && <p className="mt-1 max-w-136 text-sm text-ink-3">{words}</p>}
      <div className="mt-5 grid gap-5">{children}</div>
    </section>
  );
}
