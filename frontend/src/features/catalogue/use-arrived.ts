"use client";

import { useEffect, useState } from "react";

/** React notes on the promises that it sends what became of them. */
type Noted<T> = Promise<T> & { status?: string; value?: T };

/** What was there from the start, or has come since; null until then. */
export function useArrived<T>(value: T | Noted<T>): T | null {
  const [arrived, setArrived] = useState<{ of: Promise<T>; value: T } | null>(null);
  const promise = value instanceof Promise ? value : null;
  useEffect(() => {
    let isWanted = true;
    void promise?.then(
      (found) => isWanted && setArrived({ of: promise, value: found }),
      // The list beside it says what is wrong.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [promise]);
  if (!(value instanceof Promise)) return value;
  if (value.status === "fulfilled") return value.value ?? null;
  return arrived?.of === value ? arrived.value : null;
}
