"use client";

import type { BookingOutput } from "@/api/types.gen";
import { Hour } from "@/components/Time";

import { clockWords, partLeft, spokenWords } from "./hold-clock";

/** Until when the seat is kept, as a time one can plan with, and what is left of it. */
export function HoldBar({
  booking,
  end,
  seconds,
  zone,
  onRelease,
}: {
  booking: BookingOutput;
  end: string;
  seconds: number;
  zone: string;
  /** Null while a payment is under way. */
  onRelease: (() => void) | null;
}) {
  return (
    <div
      data-hold-bar
      className="sticky top-14 z-15 border-b border-line bg-surface md:top-16 print:hidden"
    >
      <div className="page flex min-h-14 items-center gap-3 text-sm">
        <p>
          {seconds > 0 ? "Seat held until " : "Your time was up at "}
          <Hour at={end} zone={zone} />
        </p>
        {onRelease && (
          <button type="button" className="tap hidden link md:inline-flex" onClick={onRelease}>
            Release it
          </button>
        )}
        <p className="ml-auto flex items-baseline gap-3 whitespace-nowrap">
          <span
            role="timer"
            aria-label={spokenWords(seconds)}
            className="min-w-[5ch] text-right text-xl leading-none font-ui tracking-[-0.03em] text-ink tabular-nums"
          >
            {clockWords(seconds)}
          </span>
          <span aria-hidden="true" className="text-ink-3">
            left
          </span>
        </p>
      </div>
      <span
        aria-hidden="true"
        className="absolute inset-x-0 -bottom-px h-0.5 origin-left bg-accent"
        style={{ scale: `${partLeft(seconds, booking.created_at, end)} 1` }}
      />
    </div>
  );
}
