"use client";

import { useEffect, useState } from "react";

const EVERY_MS = 15_000;

/** The time now, for words like "in 37 minutes". Begins with what the server wrote. */
export function useNow(initial: Date): Date {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
