"use client";

import Link from "next/link";

import type { BookingOutput } from "@/api/types.gen";
import { Notice } from "@/components/ui/notice";
import { useAuth } from "@/context/AuthContext";
import { exactPrice } from "@/lib/money";
import { clock, zoneShort } from "@/lib/time";

import { SHORT_SECONDS } from "./hold-clock";
import type { Phase } from "./use-payment";

/** Nobody shall pay another price than they saw without a word. */
export function PriceNotice({ booking, was }: { booking: BookingOutput; was: string | null }) {
  if (!was || was === booking.amount) return null;
  return (
    <Notice tone="warn" title={`The price is ${exactPrice(booking.amount, booking.currency)} now.`}>
      It was {exactPrice(was, booking.currency)} when you opened the session; the host changed it.
      Nothing is charged until you pay.
    </Notice>
  );
}

/** How the payment and the time stand. Has its room from the beginning: nothing moves for it. */
export function HoldNotice({
  phase,
  seconds,
  booking,
  end,
  zone,
}: {
  phase: Phase;
  seconds: number;
  booking: BookingOutput;
  end: string;
  zone: string;
}) {
  return (
    <div className="min-h-18">
      <Words
        {...{ phase, seconds, booking }}
        until={`${clock(end, zone)} ${zoneShort(end, zone)}`}
      />
    </div>
  );
}

function Words({
  phase,
  seconds,
  booking,
  until,
}: {
  phase: Phase;
  seconds: number;
  booking: BookingOutput;
  until: string;
}) {
  const { user } = useAuth();
  switch (phase) {
    case "processing":
      return (
        <Notice title="Your bank takes its time.">
          You need to do nothing; this page goes on by itself.
        </Notice>
      );
    case "late":
      return (
        <Notice title="This takes longer than usual.">
          We write to {user?.email} as soon as it is settled, and{" "}
          <Link className="link" href={`/dashboard/bookings/${booking.id}`}>
            your booking
          </Link>{" "}
          says so too. You may leave this page.
        </Notice>
      );
    default:
  }
  if (seconds === 0) {
    return (
      <Notice tone="warn" title="Your time is up.">
        As long as nobody has taken the seat, you can still pay.
      </Notice>
    );
  }
  if (seconds <= SHORT_SECONDS) {
    return (
      <Notice tone="warn" title="Less than 2 minutes left.">
        After {until} the seat goes to whoever is next.
      </Notice>
    );
  }
  return null;
}
