"use client";

import { ChartNoAxesColumn, House, LayoutGrid, Ticket } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const ITEMS = [
  { href: "/creator-dashboard", label: "Today", icon: House, also: /^$/ },
  {
    href: "/creator-dashboard/sessions",
    label: "Sessions",
    icon: LayoutGrid,
    also: /^\/creator-dashboard\/sessions\//,
  },
  { href: "/creator-dashboard/bookings", label: "Bookings", icon: Ticket, also: /^$/ },
  { href: "/creator-dashboard/insights", label: "Insights", icon: ChartNoAxesColumn, also: /^$/ },
] as const;

/** At the side of a desk; a row above the page on a phone. */
export function CreatorNav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Teach"
      className="-mx-(--gutter) flex gap-0.5 overflow-x-auto px-(--gutter) pt-4 text-sm lg:sticky lg:top-16 lg:mx-0 lg:grid lg:self-start lg:overflow-visible lg:px-0 lg:pt-12 print:hidden"
    >
      {ITEMS.map(({ href, label, icon: Icon, also }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href || also.test(pathname) ? "page" : undefined}
          className="flex min-h-11 items-center gap-3 rounded-md px-3 font-ui whitespace-nowrap text-ink-3 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-hover aria-[current]:text-ink lg:-ml-3"
        >
          <Icon size={20} strokeWidth={1.6} aria-hidden="true" className="hidden lg:block" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
