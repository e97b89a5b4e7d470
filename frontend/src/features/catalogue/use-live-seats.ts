"use client";

import { useEffect, useRef, useState } from "react";

import { useAnnounce } from "@/components/Announcer";

import { followSeats, type SeatsNews } from "./seats-feed";

/** From here down the number is said to people who listen. */
const FEW = 3;
/** Seats come and go quickly while a session fills; what is said is what holds after a moment. */
const SAY_AFTER_MS = 1_000;
const SAY_EVERY_MS = 10_000;

export interface LiveSeats {
  free: number;
  isFull: boolean;
  /** Off sale: cancelled, withdrawn or removed. */
  isClosed: boolean;
  /** Of the seats: grows with each change of them. -1: none was heard. */
  version: number;
}

export interface SeatsFeed {
  /** The newest that was heard of a session; undefined while that is what the page was drawn with. */
  of: (id: string) => LiveSeats | undefined;
  /** When the last answer came, once the feed has been lost; null while it works. */
  lostSince: Date | null;
}

interface Options {
  /** Free seats that the page was drawn with, by id: changes that matter are then said aloud. */
  announceFrom?: Readonly<Record<string, number>>;
}

/** The free seats of sessions on the page as they change. Call it once for a page. */
export function useLiveSeats(ids: readonly string[], { announceFrom }: Options = {}): SeatsFeed {
  const [seats, setSeats] = useState<ReadonlyMap<string, LiveSeats>>(new Map());
  const [lostSince, setLostSince] = useState<Date | null>(null);
  const key = ids.join(",");
  useSpoken(seats, announceFrom);

  useEffect(() => {
    if (!key) return;
    return followSeats(key.split(","), {
      news: (news) => setSeats((before) => newest(before, news)),
      lostSince: setLostSince,
    });
  }, [key]);

  return { of: (id) => seats.get(id), lostSince };
}

/** Says what a listener would want to know, at most every few seconds. */
function useSpoken(
  seats: ReadonlyMap<string, LiveSeats>,
  from: Readonly<Record<string, number>> = {},
): void {
  const announce = useAnnounce();
  const newest = useRef(seats);
  const said = useRef({ free: new Map(Object.entries(from)), at: 0, timer: 0 });
  useEffect(() => {
    newest.current = seats;
    const told = said.current;
    const speak = () => {
      told.timer = 0;
      for (const [id, before] of told.free) {
        const now = newest.current.get(id);
        if (!now || now.free === before) continue;
        told.free.set(id, now.free);
        const words = now.isClosed ? "It takes no more bookings." : changeWords(before, now.free);
        if (!words) continue;
        told.at = Date.now();
        announce(words);
      }
    };
    const isChanged = [...told.free].some(([id, free]) => (seats.get(id)?.free ?? free) !== free);
    if (!isChanged || told.timer) return;
    const wait = Math.max(SAY_AFTER_MS, told.at + SAY_EVERY_MS - Date.now());
    told.timer = window.setTimeout(speak, wait);
  }, [seats, announce]);
  useEffect(() => {
    const told = said.current;
    return () => {
      window.clearTimeout(told.timer);
      told.timer = 0;
    };
  }, []);
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
  news: readonly SeatsNews[],
): ReadonlyMap<string, LiveSeats> {
  const fresh = news.filter((each) => isNews(each, before.get(each.id)));
  if (fresh.length === 0) return before;
  const after = new Map(before);
  for (const each of fresh) {
    const version = each.version ?? before.get(each.id)?.version ?? -1;
    after.set(
      each.id,
      "closed" in each
        ? { free: 0, isFull: true, isClosed: true, version }
        : { free: each.spots_available, isFull: each.is_full, isClosed: false, version },
    );
  }
  return after;
}

function isNews(heard: SeatsNews, known: LiveSeats | undefined): boolean {
  if (!known) return true;
  if ("closed" in heard) {
    return !known.isClosed && (heard.version === null || heard.version >= known.version);
  }
  return heard.version > known.version || (known.isClosed && heard.version === known.version);
}
