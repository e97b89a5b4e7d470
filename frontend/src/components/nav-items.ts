import { LayoutGrid, Presentation, Ticket } from "lucide-react";

import type { Role } from "@/lib/cookies";

/** Teach leads creators to their desk and everybody else to how one becomes one. */
export function navItems(role: Role | undefined) {
  return [
    { href: "/", label: "Browse", icon: LayoutGrid, also: /^\/(sessions|creators)(\/|$)/ },
    { href: "/dashboard", label: "Bookings", icon: Ticket, also: /^\/(dashboard|checkout)(\/|$)/ },
    {
      href: role === "CREATOR" ? "/creator-dashboard" : "/teach",
      label: "Teach",
      icon: Presentation,
      also: /^\/(creator-dashboard|teach)(\/|$)/,
    },
  ] as const;
}

export function isCurrent(item: { href: string; also: RegExp }, pathname: string): boolean {
  return pathname === item.href || item.also.test(pathname);
}
