import type { Viewport } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

import { Mark } from "@/components/Mark";
import { DoorArt } from "@/features/auth/DoorArt";

/** With the keyboard of a phone open the page is as high as what is left, button and all. */
export const viewport: Viewport = { interactiveWidget: "resizes-content" };

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-cols-[minmax(0,1fr)_minmax(0,1.12fr)] lg:grid-rows-1">
      <div className="flex flex-col px-[clamp(1.25rem,6vw,5.5rem)] pt-2 pb-6 max-lg:row-start-2 lg:pt-4">
        <Link
          href="/"
          aria-label="Sessions, home"
          className="mr-auto tap gap-2.5 text-[1.0625rem] font-[620] tracking-[-0.02em] text-ink"
        >
          <Mark />
          Sessions
        </Link>
        <div className="w-full max-w-100 py-6 max-lg:mx-auto lg:my-auto">{children}</div>
      </div>
      <DoorArt />
    </div>
  );
}
