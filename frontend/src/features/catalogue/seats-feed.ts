import type { SeatsOutput } from "@/api/types.gen";
import { API_ORIGIN } from "@/lib/env";

/** What is heard of a session's seats. A session that is off sale has no number. */
export type SeatsNews = SeatsOutput | { id: string; closed: true; version: number | null };

export interface Listener {
  news: (news: readonly SeatsNews[]) => void;
  /** When the last answer came, once neither way works; null while one does. */
  lostSince: (since: Date | null) => void;
}

const IDS_A_REQUEST = 100;
const EVERY_MS = 10_000;
const SLOWEST_MS = 120_000;
const TIMEOUT_MS = 8_000;
/** Ids that change at once make one connection. */
const SETTLE_MS = 200;
/** The stream says every fifteen seconds that it lives. */
const SILENCE_MS = 40_000;
/** So often in a row a stream may fail before it is left alone for a while. */
const MOST_FAILURES = 3;
const REST_MS = 30_000;
const LONGEST_REST_MS = 300_000;
const NONE = { inARow: 0, rests: 0, asking: 0 };

/**
 * Tells of the seats of these sessions until it is stopped, while the page is visible: by one
 * stream of changes, and by asking every ten seconds for what the stream does not give.
 */
export function followSeats(ids: readonly string[], listener: Listener): () => void {
  const streamed = ids.slice(-IDS_A_REQUEST);
  const stop = new AbortController();
  let source: EventSource | null = null;
  let isHeard = false; // the stream has spoken, so that nothing on the way holds it back
  let isOpen = false;
  let heardAt = new Date();
  let failures = { ...NONE };
  const timers = { ask: 0, stream: 0, silence: 0 };
  const later = (name: keyof typeof timers, deed: () => void, delay: number) => {
    window.clearTimeout(timers[name]);
    if (!document.hidden && !stop.signal.aborted) timers[name] = window.setTimeout(deed, delay);
  };

  const hear = (news: readonly SeatsNews[]) => {
    heardAt = new Date();
    listener.lostSince(null);
    if (news.length > 0) listener.news(news);
  };

  // --- the stream ---

  const connect = () => {
    disconnect();
    if (typeof EventSource === "undefined") return;
    const made = new EventSource(`${API_ORIGIN}/api/sessions/live/?ids=${streamed.join(",")}`);
    source = made;
    made.onopen = () => works(isHeard);
    made.addEventListener("snapshot", ({ data }) => {
      works(true);
      hear(complete(streamed, parsed(data)));
    });
    made.addEventListener("seats", ({ data }) => {
      works(true);
      hear(parsed(data));
    });
    made.addEventListener("beat", () => works(true));
    made.onerror = () => fail(made.readyState === EventSource.CLOSED);
  };
  const works = (hasSpoken: boolean) => {
    isHeard = isOpen = hasSpoken;
    if (!isOpen) return;
    failures = { ...NONE };
    hear([]);
    later("silence", reconnect, SILENCE_MS);
    if (asked().length === 0) window.clearTimeout(timers.ask);
  };
  const fail = (isOver: boolean) => {
    lose();
    failures.inARow += 1;
    if (!isOver && failures.inARow < MOST_FAILURES) return; // the browser tries again
    disconnect();
    const rest = Math.min(REST_MS * 2 ** failures.rests, LONGEST_REST_MS);
    failures = { ...failures, inARow: 0, rests: failures.rests + 1 };
    later("stream", connect, between(rest / 2, rest));
  };
  const lose = () => {
    // All that watch lose the stream at one moment: they shall not ask at one moment. It may be
    // back until then.
    if (isOpen) later("ask", () => void ask(), between(500, 2_000));
    isOpen = false;
    window.clearTimeout(timers.silence);
  };
  const reconnect = () => {
    lose();
    connect();
  };
  const disconnect = () => {
    source?.close();
    source = null;
    isHeard = isOpen = false;
  };

  // --- asking ---

  const asked = () => (isOpen ? ids.slice(0, -IDS_A_REQUEST) : ids);
  const ask = async () => {
    const wanted = asked();
    if (wanted.length === 0) return;
    try {
      hear(complete(wanted, await fetchSeats(wanted, stop.signal)));
      failures.asking = 0;
    } catch {
      if (stop.signal.aborted) return;
      failures.asking += 1;
      listener.lostSince(heardAt);
    }
    later("ask", () => void ask(), Math.min(EVERY_MS * 2 ** failures.asking, SLOWEST_MS));
  };

  // --- while the page is visible ---

  const begin = () => {
    failures = { ...NONE };
    later("stream", connect, SETTLE_MS);
    // The page may be old; a stream that works has said all there is by then.
    later("ask", () => void ask(), typeof EventSource === "undefined" ? 0 : 3 * SETTLE_MS);
  };
  const pause = () => {
    Object.values(timers).forEach((timer) => window.clearTimeout(timer));
    disconnect();
  };
  const onVisibility = () => {
    if (document.hidden) pause();
    else if (!isOpen) begin();
  };
  document.addEventListener("visibilitychange", onVisibility);
  if (!document.hidden) begin();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    stop.abort();
    pause();
  };
}

function between(least: number, most: number): number {
  return least + Math.random() * (most - least);
}

function parsed(data: unknown): SeatsNews[] {
  return JSON.parse(String(data)) as SeatsNews[];
}

/** An answer leaves out what is not on sale (any longer). */
export function complete(asked: readonly string[], found: readonly SeatsNews[]): SeatsNews[] {
  const there = new Set(found.map(({ id }) => id));
  const gone = asked.filter((id) => !there.has(id));
  return [...found, ...gone.map((id) => ({ id, closed: true as const, version: null }))];
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
