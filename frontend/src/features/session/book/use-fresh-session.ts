"use client";

import { useCallback, useEffect, useState } from "react";

import type { SessionOutput } from "@/api/types.gen";
import { API_ORIGIN } from "@/lib/env";

const EVERY_MS = 60_000;
const TIMEOUT_MS = 8_000;

interface Fresh {
  session: SessionOutput;
  /** Of its seats, as in the feed of seats; -1 for what the page was drawn with. */
  seatsVersion: number;
  isGone: boolean;
}

/**
 * The session as it is now: price, time and whether it is still offered. Asked for every minute,
 * when the reader comes back to the page, and by `refresh`. An answer without news is a 304.
 */
export function useFreshSession(drawn: SessionOutput): Fresh & { refresh: () => void } {
  const [fresh, setFresh] = useState<Fresh>({ session: drawn, seatsVersion: -1, isGone: false });
  const [turn, setTurn] = useState(0);
  const { id, status } = drawn;

  useEffect(() => {
    if (status !== "published") return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let tag = "";
    const ask = async () => {
      clearTimeout(timer);
      try {
        const answer = await fetch(`${API_ORIGIN}/api/sessions/${id}/`, {
          headers: tag ? { "If-None-Match": tag } : {},
          signal: AbortSignal.any([stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
          cache: "no-store",
          credentials: "omit",
        });
        if (answer.ok) {
          const session = (await answer.json()) as SessionOutput;
          tag = answer.headers.get("etag") ?? "";
          setFresh({ session, seatsVersion: seatsVersionOf(tag), isGone: false });
        } else if (answer.status === 404) {
          setFresh((before) => ({ ...before, isGone: true }));
        }
      } catch {
        // What the page shows is old by a minute more. The feed of seats says so.
      }
      plan();
    };
    const plan = () => {
      clearTimeout(timer);
      if (!stop.signal.aborted && !document.hidden) timer = setTimeout(() => void ask(), EVERY_MS);
    };
    const onVisibility = () => {
      clearTimeout(timer);
      if (!document.hidden) void ask();
    };
    document.addEventListener("visibilitychange", onVisibility);
    if (turn > 0) void ask();
    else plan();
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(timer);
      stop.abort();
    };
  }, [id, status, turn]);

  const refresh = useCallback(() => setTurn((before) => before + 1), []);
  return { ...fresh, refresh };
}

/** The tag is `"edit version.seats version"`. */
function seatsVersionOf(tag: string): number {
  return Number(/\.(\d+)"?$/.exec(tag)?.[1] ?? -1);
}
