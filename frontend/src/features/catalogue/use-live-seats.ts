"use client";

import { useEffect, useState } from "react";

import type { SeatsOutput } from "@/api/types.gen";
import { useAnnounce } from "@/components/Announcer";
import { API_ORIGIN } from "@/lib/env";

const EVERY_MS = 10_000;
const SLOWEST_MS = 120_000;
const TIMEOUT_MS = 8_000;
const IDS_A_REQUEST = 100;
/** From here down the number is said to people who listen. */
const FEW = 3;

export interface LiveSeats {
  free: number;
  isFull: boolean;
  /** Of the seats: grows with each change of them. */
  version: number;
}

export interface SeatsFeed {
  /** The newest that was heard of a session; undefined while that is what the page was drawn with. */
  of: (id: string) => LiveSeats | undefined;
  /** When the last answer came, once the feed has been lost; null while it works. */
  lostSince: Date | null;
}

interface Options {
  /** What the page was drawn with is old already, so ask at once. */
  isStale?: boolean;
  /** When that was: a page may come back from the browser's memory. */
  drawnAt?: Date;
  /** Free seats that the page was drawn with, by id: changes that matter are then said aloud. */
  announceFrom?: Readonly<Record<string, number>>;
}

/**
 * The free seats of sessions on the page, asked for every ten seconds while the page is visible,
 * more seldom while the server does not answer.
 */
export function useLiveSeats(ids: readonly string[], options: Options = {}): SeatsFeed {
  const [seats, setSeats] = useState<ReadonlyMap<string, LiveSeats>>(new Map());
  const [lostSince, setLostSince] = useState<Date | null>(null);
  const announce = useAnnounce();
  const { isStale = false, announceFrom } = options;
  const drawnAt = options.drawnAt?.getTime() ?? null;
  const key = ids.join(",");
  const spoken = announceFrom ? JSON.stringify(announceFrom) : "";

  useEffect(() => {
    if (!key) return;
    const said = new Map<string, number>(
      Object.entries(spoken ? (JSON.parse(spoken) as Record<string, number>) : {}),
    );
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let heardAt = new Date();

    const ask = async () => {
      clearTimeout(timer);
      try {
        const found = await fetchSeats(key.split(","), stop.signal);
        failures = 0;
        heardAt = new Date();
        setLostSince(null);
        setSeats((before) => newest(before, found));
        for (const each of found) speak(each);
      } catch {
        if (stop.signal.aborted) return;
        failures += 1;
        setLostSince(heardAt);
      }
      plan(Math.min(EVERY_MS * 2 ** failures, SLOWEST_MS));
    };
    const plan = (delay: number) => {
      clearTimeout(timer);
      if (!stop.signal.aborted && !document.hidden) timer = setTimeout(() => void ask(), delay);
    };
    const speak = ({ id, spots_available: free }: SeatsOutput) => {
      const before = said.get(id);
      if (before === undefined || before === free) return;
      said.set(id, free);
      const words = changeWords(before, free);
      if (words) announce(words);
    };
    const onVisibility = () => {
      clearTimeout(timer);
      if (!document.hidden) void ask();
    };

    document.addEventListener("visibilitychange", onVisibility);
    const isOld = drawnAt !== null && Date.now() - drawnAt > EVERY_MS;
    plan(isStale || isOld ? 0 : EVERY_MS);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, isStale, drawnAt, spoken, announce]);

  return { of: (id) => seats.get(id), lostSince };
}

/** What is worth saying of a change: the last few, the end, and that there are some again. */
export function changeWords(before: number, free: number): string {
  if (free <= 0) return "Just filled. No seat is left.";
  if (before <= 0) return free === 1 ? "A seat is free again." : `${free} seats are free again.`;
  if (free <= FEW && free < before) return free === 1 ? "1 seat left." : `${free} seats left.`;
  return "";
}

/** Answers can overtake each other: a session keeps its newest. The same map when nothing is new. */
export function newest(
  before: ReadonlyMap<string, LiveSeats>,
  found: readonly SeatsOutput[],
): ReadonlyMap<string, LiveSeats> {
  const fresh = found.filter(({ id, version }) => version > (before.get(id)?.version ?? -1));
  if (fresh.length === 0) return before;
  const after = new Map(before);
  for (const { id, spots_available, is_full, version } of fresh) {
    after.set(id, { free: spots_available, isFull: is_full, version });
  }
  return after;
}

async function fetchSeats(ids: readonly string[], signal: AbortSignal): Promise<SeatsOutput[]> {
  const parts = [];
  for (let start = 0; start < ids.length; start += IDS_A_REQUEST) {
    parts.push(fetchPart(ids.slice(start, start + IDS_A_REQUEST), signal));
  }
  return (await Promise.all(parts)).flat();
}

async function fetchPart(ids: readonly string[], signal: AbortSignal): Promise<SeatsOutput[]> {
  const answer = await fetch(`${API_ORIGIN}/api/sessions/seats/?ids=${ids.join(",")}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    credentials: "omit",
  });
  if (!answer.ok) throw new Error(`seats: ${answer.status}`);
  return (await answer.json()) as SeatsOutput[];
}
