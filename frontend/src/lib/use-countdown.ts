"use client";

import { useEffect, useState } from "react";

/** Seconds left of a wait that begins with `start`, or at once; 0 when there is none or it is over. */
export function useCountdown(atOnce = 0): { left: number; start: (seconds: number) => void } {
  const [left, setLeft] = useState(atOnce);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return { left, start: (seconds) => setLeft(Math.ceil(seconds)) };
}
