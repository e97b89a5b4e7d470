import { Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { buttonClasses } from "@/components/ui/button";

/** The head of a page of the desk: what it is, one line about it, and what to do. */
export function WorkHead({
  title,
  acts,
  children,
}: {
  title: ReactNode;
  acts?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-4 pt-8 lg:pt-12">
      <div className="min-w-0 flex-[1_1_20rem]">
        <h1 className="text-title">{title}</h1>
        {children && <div className="mt-2 text-ink-3">{children}</div>}
      </div>
      {acts && <div className="flex flex-wrap items-center gap-2 print:hidden">{acts}</div>}
    </div>
  );
}

export function NewSessionLink() {
  return (
    <Link href="/creator-dashboard/sessions/new" className={buttonClasses({ variant: "primary" })}>
      <Plus size={16} strokeWidth={1.6} aria-hidden="true" />
      New session
    </Link>
  );
}
