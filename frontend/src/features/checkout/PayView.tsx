"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { Button } from "@/components/ui/button";
import { useAuth } from "@/context/AuthContext";
import { RefundUntil } from "@/features/session/policy";

import { HoldBar } from "./HoldBar";
import { HoldNotice, PriceNotice } from "./notices";
import { OrderTicket } from "./OrderTicket";
import { PayForm } from "./PayForm";
import { SeatRow } from "./SeatRow";
import { useHoldSeconds } from "./use-hold-seconds";
import { usePayment } from "./use-payment";

const ConfirmDialog = dynamic(() => import("./ConfirmDialog"), { ssr: false });
const CancelDialog = dynamic(
  () => import("@/features/bookings/CancelDialog").then((module) => module.CancelDialog),
  { ssr: false },
);

/** Paying for a hold. */
export function PayView({
  booking,
  end,
  now,
  was,
}: {
  booking: BookingOutput;
  /** Of the hold. */
  end: string;
  now: Date;
  /** The price that was shown when the seat was taken, if it was another. */
  was: string | null;
}) {
  const { user, zone } = useAuth();
  const seconds = useHoldSeconds(end);
  const payment = usePayment(booking.id);
  const [isReleasing, setIsReleasing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const release = payment.isBusy ? null : () => setIsReleasing(true);
  return (
    <>
      <HoldBar booking={booking} end={end} seconds={seconds} zone={zone} onRelease={release} />
      <div className="page pt-8 pb-12">
        <h1 ref={heading} tabIndex={-1} className="text-title outline-none">
          Pay for your seat
        </h1>
        <div className="mt-4 grid gap-x-[clamp(2.5rem,6vw,5rem)] lg:grid-cols-[minmax(0,1fr)_min(23.25rem,42%)]">
          <div className="grid content-start gap-6 pt-6">
            <SeatRow booking={booking} zone={zone} now={now} />
            <PriceNotice booking={booking} was={was} />
            <PayForm booking={booking} payment={payment} />
            <p className="-mt-2 text-sm leading-normal text-ink-3">
              <RefundUntil start={booking.booking_date} zone={zone} now={now} isFree={false} />. The
              receipt goes to {user?.email}.
            </p>
            <HoldNotice
              phase={payment.phase}
              seconds={seconds}
              booking={booking}
              end={end}
              zone={zone}
            />
            {release && (
              <Button variant="quiet" className="md:hidden" onClick={release}>
                Release the seat
              </Button>
            )}
          </div>
          <aside
            aria-label="Your seat"
            className="hidden lg:sticky lg:top-36 lg:block lg:self-start"
          >
            <OrderTicket booking={booking} zone={zone} now={now} />
          </aside>
        </div>
      </div>
      {payment.phase === "confirm" && <ConfirmDialog booking={booking} payment={payment} />}
      {isReleasing && (
        <CancelDialog
          booking={booking}
          zone={zone}
          now={now}
          onClose={() => setIsReleasing(false)}
          returnFocus={() => heading.current}
        />
      )}
    </>
  );
}
