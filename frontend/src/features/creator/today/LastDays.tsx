"use client";

import Link from "next/link";

import { FiguresView } from "../insights/FiguresView";
import type { useFigures } from "../insights/use-figures";

export const LAST_DAYS = 30;

export function LastDays({
  figures,
  zone,
}: {
  figures: ReturnType<typeof useFigures>;
  zone: string;
}) {
  return (
    <section aria-labelledby="last-days" className="mt-12">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="last-days" className="text-xl">
          Last {LAST_DAYS} days
        </h2>
        <Link href="/creator-dashboard/insights" className="tap text-sm link">
          All insights
        </Link>
      </div>
      <FiguresView of={figures} zone={zone} />
    </section>
  );
}
