"use client";

import { useEffect, useEffectEvent, useState } from "react";

import { useAnnounce } from "@/components/Announcer";
import { serverNow } from "@/lib/server-clock";

import { milestone, secondsLeft } from "./hold-clock";

const TICK_MS = 250;

/** Seconds until the hold ends by the server's clock; the milestones are said aloud. */
export function useHoldSeconds(end: string): number {
  const [seconds, setSeconds] = useState(() => secondsLeft(end, serverNow()));
  const announce = useAnnounce();
  const tick = useEffectEvent(() => {
    const now = secondsLeft(end, serverNow());
    if (now === seconds) return;
    const words = milestone(seconds, now);
    if (words) announce(words);
    setSeconds(now);
  });
  useEffect(() => {
    const timer = setInterval(() => tick(), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
