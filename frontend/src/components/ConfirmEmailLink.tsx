"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

import { doorTo } from "@/lib/doors";

/** The way on where something waits for a confirmed address, and back. */
export function ConfirmEmailLink({ isNewTab = false }: { isNewTab?: boolean }) {
  const pathname = usePathname();
  return (
    <Link
      className="link"
      href={doorTo("/verify-email", pathname)}
      target={isNewTab ? "_blank" : undefined}
    >
      Type the code{isNewTab && " in a new tab"}
    </Link>
  );
}
