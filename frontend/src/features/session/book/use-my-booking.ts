"use client";

import { useCallback, useEffect, useState } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { useAuth } from "@/context/AuthContext";

/** After the end of a hold the server takes a moment to give the seat back. */
const AFTER_HOLD_MS = 3_000;
const AGAIN_MS = 15_000;

/** The reader's live booking of the session, once the account is there. Null for strangers. */
export function useMyBooking(session: string) {
  const { user } = useAuth();
  const reader = user?.id;
  const [found, setFound] = useState<{ reader: string; booking: BookingOutput | null }>();
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn((before) => before + 1), []);
  const booking = found && found.reader === reader ? found.booking : null;

  useEffect(() => {
    if (!reader) return;
    let isLeft = false;
    const ask = async () => {
      const { findMyBooking } = await import("./seat-deeds");
      const mine = await findMyBooking(session);
      if (!isLeft) setFound({ reader, booking: mine });
    };
    // Without an answer the box offers a seat, and the server says what is wrong with that.
    void ask().catch(() => undefined);
    const onVisibility = () => {
      if (!document.hidden) void ask().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      isLeft = true;
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [reader, session, turn]);

  const holdEnd = booking?.hold_expires_at;
  useEffect(() => {
    if (!holdEnd) return;
    const left = Date.parse(holdEnd) - Date.now();
    const timer = setTimeout(refresh, left > 0 ? left + AFTER_HOLD_MS : AGAIN_MS);
    return () => clearTimeout(timer);
  }, [holdEnd, turn, refresh]);

  const keep = useCallback(
    (mine: BookingOutput) => reader && setFound({ reader, booking: mine }),
    [reader],
  );
  return { booking, refresh, keep };
}
