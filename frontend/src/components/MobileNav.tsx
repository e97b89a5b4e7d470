"use client";

import { CircleUser } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

import { useAuth } from "@/context/AuthContext";

import { isCurrent, navItems } from "./nav-items";
import { useDoor } from "./use-door";

/** The bar at the bottom of a phone. Pages with a bar of their own cover it. */
export function MobileNav() {
  const pathname = usePathname();
  const { user, hint } = useAuth();
  const role = user?.role ?? hint?.role;
  const login = useDoor("/login");
  const me = {
    href: role ? "/profile" : login,
    label: role ? "Me" : "Sign in",
    icon: CircleUser,
    also: /^\/(profile|login|register)(\/|$)/,
  } as const;
  return (
    <nav
      aria-label="Main"
      data-tab-bar
      className="sticky bottom-0 z-30 grid grid-cols-4 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {[...navItems(role), me].map((item) => (
        <Link
          key={item.label}
          href={item.href}
          aria-current={isCurrent(item, pathname) ? "page" : undefined}
          className="grid h-16 place-content-center justify-items-center gap-1 text-2xs leading-none font-ui text-ink-3 focus-visible:-outline-offset-4 aria-[current]:text-accent-ink"
        >
          <item.icon size={22} strokeWidth={1.6} aria-hidden="true" />
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
