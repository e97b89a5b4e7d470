import type { ReactNode } from "react";

/** Pages that are read: one column of text. */
export default function InfoLayout({ children }: { children: ReactNode }) {
  return (
    <div className="page">
      <article className="max-w-160 pt-12 [&_a]:link [&_h1]:text-hero [&_h2]:mt-12 [&_h2]:mb-3 [&_h2]:scroll-mt-24 [&_h2]:text-xl [&_li]:mt-2 [&_p+p]:mt-4 [&_ul]:mt-3 [&_ul]:list-disc [&_ul]:pl-[1.1em] [&_ul]:marker:text-ink-3 [&_ul+p]:mt-4">
        {children}
      </article>
    </div>
  );
}
