"use client";

import { useEffect, useEffectEvent } from "react";

const FIRST_MS = 2_000;
const SLOWEST_MS = 60_000;
/** After a while without a fault the next one begins anew. */
const FORGET_MS = 5 * 60_000;

let faults = 0;
let lastAt = 0;

/**
 * Tries again after each fault, later each time, and at once when the connection is back. Waits
 * for hidden pages to be looked at. `turn` differs from one fault to the next.
 */
export function useSelfRetry(
  retry: () => void,
  { turn = 0, notBefore = null }: { turn?: number; notBefore?: number | null } = {},
): void {
  const onDue = useEffectEvent(retry);
  useEffect(() => {
    const now = Date.now();
    faults = now - lastAt > FORGET_MS ? 1 : faults + 1;
    lastAt = now;
    const delay = Math.min(FIRST_MS * 2 ** (faults - 1), SLOWEST_MS);
    const isDueAt = now + Math.max(delay, (notBefore ?? 0) * 1000);
    let timer = setTimeout(check, isDueAt - now);

    function check() {
      clearTimeout(timer);
      if (document.hidden || !navigator.onLine) return;
      const left = isDueAt - Date.now();
      if (left > 0) timer = setTimeout(check, left);
      else onDue();
    }
    function onOnline() {
      clearTimeout(timer);
      onDue();
    }
    document.addEventListener("visibilitychange", check);
    window.addEventListener("online", onOnline);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", check);
      window.removeEventListener("online", onOnline);
    };
  }, [turn, notBefore]);
}
