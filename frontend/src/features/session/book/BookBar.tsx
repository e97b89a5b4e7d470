"use client";

import { exactPrice, isFree } from "@/lib/money";
import { clock, durationWords, momentWords, zoneShort } from "@/lib/time";

import { BookAction } from "./BookAction";
import { seatsShort } from "./BookingBox";
import { useBooking } from "./BookingProvider";
import { BookProblem } from "./BookProblem";

/** The box of a phone, at the bottom in place of the tab bar. */
export function BookBar() {
  const { start, session, box, zone, now, chooseDate } = useBooking();
  const isChosen = start && session.start_time === null && box.kind === "book";
  return (
    <div
      data-bottom-bar
      className="sticky bottom-0 z-31 border-t border-line bg-surface pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] md:hidden print:hidden"
    >
      <BookProblem className="mx-5 mb-3" />
      <div className="page flex items-center justify-between gap-4">
        <p className="min-w-0 text-sm leading-[1.3] text-ink-3">
          <strong
            key={box.kind}
            className="block text-base leading-[1.3] font-head text-ink tabular-nums"
          >
            <FirstLine />
          </strong>
          {isChosen ? (
            <button type="button" className="tap text-left link" onClick={chooseDate}>
              {momentWords(start, zone, now)}
            </button>
          ) : start ? (
            momentWords(start, zone, now)
          ) : (
            `Any day, ${durationWords(session.duration_minutes)}`
          )}
        </p>
        <BookAction place="bar" />
      </div>
    </div>
  );
}

function FirstLine() {
  const { box, session, free, zone } = useBooking();
  const price = isFree(session.price) ? "Free" : exactPrice(session.price, session.currency);
  switch (box.kind) {
    case "held": {
      const end = box.booking.hold_expires_at;
      return end ? `Held until ${clock(end, zone)} ${zoneShort(end, zone)}` : "Your seat is held";
    }
    case "booked":
      return "You’re booked";
    case "mine":
      return "You host this";
    case "draft":
      return "Only you see this";
    case "started":
      return "It has started";
    case "ended":
      return "It is over";
    case "cancelled":
      return "Cancelled";
    case "gone":
      return "No longer offered";
    default:
      return `${price} · ${seatsShort(free)}`;
  }
}
