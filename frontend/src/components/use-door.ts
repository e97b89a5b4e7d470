"use client";

import { usePathname, useSearchParams } from "next/navigation";

import { doorTo } from "@/lib/doors";

/** The way to a door that leads back to where one is, filters and all. */
export function useDoor(door: "/login" | "/register"): string {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  return doorTo(door, query ? `${pathname}?${query}` : pathname);
}
