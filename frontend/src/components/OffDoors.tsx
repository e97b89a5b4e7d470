"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

const DOORS =
  /^\/(login|register|callback|forgot-password|reset-password|verify-email|keep-email|goodbye)\/?$/;

/** What frames all pages but those where one signs in. */
export function OffDoors({ children }: { children: ReactNode }) {
  return DOORS.test(usePathname()) ? null : children;
}
