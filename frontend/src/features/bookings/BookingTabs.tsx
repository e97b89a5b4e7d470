"use client";

import Link from "next/link";

const TABS = ["upcoming", "past", "cancelled"] as const;
export type Tab = (typeof TABS)[number];

const LABELS: Record<Tab, string> = {
  upcoming: "Upcoming",
  past: "Past",
  cancelled: "Cancelled",
};

export function tabOf(text: string | null): Tab {
  return TABS.find((tab) => tab === text) ?? "upcoming";
}

/** The tab is in the address. The lists are there already, so the server is not asked. */
export function BookingTabs({
  current,
  counts,
}: {
  current: Tab;
  /** "11", "50+"; nothing while it is not known. */
  counts: Record<Tab, string>;
}) {
  return (
    <nav
      aria-label="Bookings"
      className="mt-6 flex [scrollbar-width:none] gap-6 overflow-x-auto border-b border-line"
    >
      {TABS.map((tab) => {
        const href = tab === "upcoming" ? "/dashboard" : `/dashboard?tab=${tab}`;
        return (
          <Link
            key={tab}
            href={href}
            prefetch={false}
            aria-current={tab === current ? "page" : undefined}
            className="-mb-px inline-flex min-h-12 items-center gap-2 border-b-2 border-transparent text-sm font-ui whitespace-nowrap text-ink-3 hover:text-ink focus-visible:-outline-offset-4 aria-[current]:border-ink aria-[current]:text-ink"
            onNavigate={(event) => {
              event.preventDefault();
              window.history.pushState(null, "", href);
            }}
          >
            {LABELS[tab]}{" "}
            <span className="min-w-[2ch] font-normal text-ink-3 tabular-nums">{counts[tab]}</span>
          </Link>
        );
      })}
    </nav>
  );
}
