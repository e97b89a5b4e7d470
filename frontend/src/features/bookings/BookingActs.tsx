"use client";

import { CreditCard, ListX, Printer, RotateCcw, Undo2 } from "lucide-react";
import Link from "next/link";

import type { BookingOutput } from "@/api/types.gen";
import { Button, buttonClasses } from "@/components/ui/button";
import { exactPrice, isFree } from "@/lib/money";
import { momentWords } from "@/lib/time";

import { ActLine, ActList } from "./ActList";
import { canBookAgain, type BookingState } from "./booking-state";
import { CalendarLine } from "./CalendarLine";
import { HeldUntil } from "./HeldUntil";

export function BookingActs({
  booking,
  state,
  zone,
  now,
  onCancel,
  onRemove,
}: {
  booking: BookingOutput;
  state: BookingState;
  zone: string;
  now: Date;
  onCancel: () => void;
  onRemove: () => void;
}) {
  const isHeld = state === "held" || state === "overdue";
  const isOver = state === "past" || state === "cancelled";
  const canCancel = isHeld || state === "booked";
  const session = booking.session_details;
  return (
    <section aria-label="What next" className="mt-8 print:hidden">
      <h2 className="text-xl">What next</h2>
      <ActList>
        {isHeld && (
          <ActLine
            icon={CreditCard}
            title="Pay for the seat"
            text={
              <>
                {exactPrice(booking.amount, booking.currency)},{" "}
                <HeldUntil booking={booking} zone={zone} now={now} />
              </>
            }
          >
            <Link
              href={`/checkout/${booking.id}`}
              className={buttonClasses({ variant: "primary", size: "sm" })}
            >
              Finish paying
            </Link>
          </ActLine>
        )}
        {(state === "booked" || state === "on") && <CalendarLine booking={booking} />}
        {isOver && canBookAgain(booking, now) && (
          <ActLine icon={RotateCcw} title="Changed your mind?" text="There are seats left">
            <Link
              href={`/sessions/${session.id}`}
              className={buttonClasses({ variant: "primary", size: "sm" })}
            >
              Book again
            </Link>
          </ActLine>
        )}
        {!isHeld && (
          <ActLine
            icon={Printer}
            title="Keep it on paper"
            text="Ticket and description, without the rest"
          >
            <Button size="sm" variant="quiet" onClick={() => window.print()}>
              Print
            </Button>
          </ActLine>
        )}
        {canCancel && (
          <ActLine icon={Undo2} title="Plans change" text={cancelText(booking, isHeld, zone, now)}>
            <Button size="sm" variant="quiet" onClick={onCancel}>
              {isHeld ? "Release seat" : "Cancel booking"}
            </Button>
          </ActLine>
        )}
        {isOver && (
          <ActLine icon={ListX} title="Done with it" text="It goes from your lists, for good">
            <Button size="sm" variant="quiet" onClick={onRemove}>
              Remove
            </Button>
          </ActLine>
        )}
      </ActList>
    </section>
  );
}

function cancelText(booking: BookingOutput, isHeld: boolean, zone: string, now: Date): string {
  if (isHeld) return "Nothing was charged; someone else can have the seat";
  const until = momentWords(booking.booking_date, zone, now);
  if (isFree(booking.amount)) return `You can cancel until ${until}`;
  return `Cancel until ${until} and ${exactPrice(booking.amount, booking.currency)} comes back`;
}
