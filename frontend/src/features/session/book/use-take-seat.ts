"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";

import type { BookingOutput, SessionOutput } from "@/api/types.gen";
import { useCountdown } from "@/lib/use-countdown";
import { ApiError } from "@/lib/problem";

const UNKNOWN_WAIT_SECONDS = 30;

interface Options {
  session: SessionOutput;
  at: string | null;
  /** What the server refused may have changed under us. */
  onRefused: (error: unknown) => void;
}

/** The one deed of the page. It goes on to the payment, or to the finished booking. */
export function useTakeSeat({ session, at, onRefused }: Options) {
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const wait = useCountdown();
  // A second press can come before the page is drawn again.
  const isUnderWay = useRef(false);

  const take = async () => {
    if (isUnderWay.current || wait.left > 0) return;
    isUnderWay.current = true;
    setIsAsking(true);
    setProblem(null);
    try {
      const { takeSeat } = await import("./seat-deeds");
      const booking = await takeSeat(session.id, session.start_time === null ? at : null);
      startLeaving(() => router.push(wayOn(booking, session.price)));
    } catch (error) {
      setProblem(error);
      if (isThrottled(error)) wait.start(error.retryAfter ?? UNKNOWN_WAIT_SECONDS);
      onRefused(error);
    } finally {
      isUnderWay.current = false;
      setIsAsking(false);
    }
  };
  return { take, isBusy: isAsking || isLeaving, problem, wait: wait.left };
}

/** `was` tells the checkout what the reader saw when the price has changed since. */
function wayOn(booking: BookingOutput, seen?: string): string {
  const checkout = `/checkout/${booking.id}`;
  if (booking.status === "confirmed") return `${checkout}/success`;
  return seen && seen !== booking.amount ? `${checkout}?was=${seen}` : checkout;
}

function isThrottled(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === "throttled";
}
