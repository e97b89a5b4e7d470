import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { complete, followSeats, type SeatsNews } from "./seats-feed";

const seats = (id: string, free: number, version: number) => ({
  id,
  spots_available: free,
  is_full: free === 0,
  version,
});

/** What a browser has: it comes back by itself until it is closed. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static made: Stream[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Stream.made.push(this);
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(event: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }
  break(isOver = false): void {
    this.readyState = isOver ? Stream.CLOSED : 0;
    this.onerror?.();
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}

let heard: SeatsNews[][];
let lost: (Date | null)[];
let asked: string[];
let answer: () => Response;
let stop: () => void;

function follow(...ids: string[]): void {
  stop = followSeats(ids, {
    news: (news) => heard.push([...news]),
    lostSince: (since) => lost.push(since),
  });
}

const open = () => Stream.made.filter(({ readyState }) => readyState !== Stream.CLOSED);
const stream = () => Stream.made.at(-1) as Stream;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function begun(...ids: string[]): Promise<void> {
  follow(...ids);
  await pass(200);
  stream().open();
  stream().say("snapshot", [seats("a", 3, 1)]);
}

function turn(visibility: "hidden" | "visible"): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(visibility === "hidden");
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  [heard, lost, asked, Stream.made] = [[], [], [], []];
  answer = () => Response.json([seats("a", 2, 9)]);
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return Promise.resolve(answer());
  });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe("a stream that works", () => {
  it("tells what is and what changes, and nobody asks beside it", async () => {
    await begun("a", "b");
    stream().say("seats", [seats("a", 2, 2)]);
    await pass(35_000);

    expect(heard).toEqual([
      [seats("a", 3, 1), { id: "b", closed: true, version: null }],
      [seats("a", 2, 2)],
    ]);
    expect(asked).toEqual([]);
    expect(Stream.made.map(({ url }) => url)).toEqual(["/api/sessions/live/?ids=a,b"]);
  });

  it("is one for ids that change quickly", async () => {
    follow("a");
    await pass(100);
    stop();
    follow("a", "b");
    await pass(300);

    expect(Stream.made.map(({ url }) => url)).toEqual(["/api/sessions/live/?ids=a,b"]);
  });

  it("names a hundred sessions, the last ones; the others are asked for", async () => {
    const ids = Array.from({ length: 102 }, (_, number) => `s${number}`);
    await begun(...ids);
    await pass(10_000);

    expect(stream().url).toContain("?ids=s2,s3,");
    expect(asked).toEqual(["/api/sessions/seats/?ids=s0,s1"]);
  });

  it("that falls silent is left for another, and asked beside", async () => {
    await begun("a");
    await pass(15_000);
    stream().say("beat", 0);
    await pass(39_000);
    expect(Stream.made).toHaveLength(1);
    await pass(3_000);

    expect([Stream.made.length, open().length]).toEqual([2, 1]);
    expect(asked).toHaveLength(1);
  });

  it("ends while the page is hidden, and begins anew", async () => {
    await begun("a");
    turn("hidden");
    await pass(60_000);
    expect([open().length, asked.length]).toEqual([0, 0]);
    turn("visible");
    await pass(200);

    expect(open()).toHaveLength(1);
  });
});

describe("a stream that breaks", () => {
  it("is replaced within two seconds by asking, until it is back", async () => {
    await begun("a");
    stream().break();
    await pass(2_000);
    expect(heard.at(-1)).toEqual([seats("a", 2, 9)]);
    await pass(8_000);
    stream().open();
    const before = asked.length;
    await pass(30_000);

    expect([before, asked.length]).toEqual([1, 1]);
    expect(Stream.made).toHaveLength(1);
  });

  it("three times in a row rests for a while", async () => {
    await begun("a");
    for (let time = 0; time < 3; time += 1) stream().break();
    expect(open()).toEqual([]);
    await pass(14_000);
    expect(Stream.made).toHaveLength(1);
    await pass(16_000);

    expect(open()).toHaveLength(1);
  });

  it("for good rests longer each time, while asking goes on every ten seconds", async () => {
    follow("a");
    await pass(200);
    stream().break(true);
    await pass(30_000);
    stream().break(true);
    await pass(29_000);
    expect(Stream.made).toHaveLength(2);
    await pass(31_000);

    expect(Stream.made).toHaveLength(3);
    expect(asked.length).toBeGreaterThanOrEqual(9);
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it("and an answer that does not come say since when nothing was heard", async () => {
    await begun("a");
    const since = new Date();
    answer = () => new Response("", { status: 503 });
    stream().break(true);
    await pass(2_000);
    expect(lost.at(-1)).toEqual(since);
    stop();
    follow("a");
    await pass(200);
    stream().open();
    stream().say("beat", 0);

    expect(lost.at(-1)).toBeNull();
  });

  it("before it has spoken proves nothing: something may hold it back", async () => {
    follow("a");
    await pass(200);
    stream().open();
    await pass(25_000);

    expect(asked).toHaveLength(3);
  });
});

it("a browser without streams asks at once and every ten seconds", async () => {
  vi.stubGlobal("EventSource", undefined);
  follow("a");
  await pass(20_000);

  expect(heard).toEqual(Array(3).fill([seats("a", 2, 9)]));
});

it("what an answer leaves out is off sale", () => {
  expect(complete(["a", "b"], [seats("b", 1, 1)])).toEqual([
    seats("b", 1, 1),
    { id: "a", closed: true, version: null },
  ]);
});
