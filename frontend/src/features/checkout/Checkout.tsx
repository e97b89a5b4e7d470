"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { useAuth } from "@/context/AuthContext";
import { bookingQuery } from "@/features/bookings/queries";
import { serverNow } from "@/lib/server-clock";

import { CheckoutFault } from "./CheckoutFault";
import { CheckoutSkeleton } from "./CheckoutSkeleton";
import { PayView } from "./PayView";

/** Most people never see it, and it brings along how a seat is taken. */
const EndedView = dynamic(() => import("./EndedView").then((module) => module.EndedView), {
  ssr: false,
  loading: () => <CheckoutSkeleton />,
});
/** After the end of a hold: how often we ask whether the seat has gone. */
const ASK_MS = 4_000;

export function Checkout({ id, now, was }: { id: string; now: Date; was: string | null }) {
  const { user, zone } = useAuth();
  const router = useRouter();
  const query = useQuery(bookingQuery(id));
  const booking = query.data;
  // While the page leaves for the finished booking, what was paid for stays in view.
  const [held, setHeld] = useState<BookingOutput>();
  if (booking?.status === "pending" && booking !== held) setHeld(booking);
  useAskAtEnd(query);

  const elsewhere = booking && wayElsewhere(booking);
  useEffect(() => {
    if (elsewhere) router.replace(elsewhere);
  }, [elsewhere, router]);

  if (query.isError && !booking) {
    return <CheckoutFault error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!booking || !user) return <CheckoutSkeleton />;
  if (booking.user !== user.id) return <CheckoutFault error={null} />;
  const payable = booking.status === "confirmed" ? held : booking;
  if (payable?.hold_expires_at) {
    return <PayView booking={payable} end={payable.hold_expires_at} now={now} was={was} />;
  }
  return elsewhere ? <CheckoutSkeleton /> : <EndedView booking={booking} zone={zone} now={now} />;
}

/** Where a booking belongs that there is nothing to pay for any more. */
function wayElsewhere(booking: BookingOutput): string | null {
  if (booking.status === "confirmed") return `/checkout/${booking.id}/success`;
  // Paid once and cancelled since: its own page says what comes back.
  return booking.confirmed_at ? `/dashboard/bookings/${booking.id}` : null;
}

/** The server alone decides when a seat goes; the page asks from the end of the hold on. */
function useAskAtEnd({ data, refetch }: UseQueryResult<BookingOutput>): void {
  const end = data?.hold_expires_at;
  useEffect(() => {
    if (!end) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      await refetch();
      timer = setTimeout(() => void ask(), ASK_MS);
    };
    timer = setTimeout(() => void ask(), Math.max(0, Date.parse(end) - serverNow()) + ASK_MS);
    return () => clearTimeout(timer);
  }, [end, refetch]);
}
