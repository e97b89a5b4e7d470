import { describe, expect, it } from "vitest";

import { changeWords, newest, type LiveSeats } from "./use-live-seats";

const seats = (id: string, free: number, version: number) => ({
  id,
  spots_available: free,
  is_full: free === 0,
  version,
});

describe("what is heard of seats", () => {
  it("keeps the newest of a session, whatever comes later", () => {
    const one = newest(new Map<string, LiveSeats>(), [seats("a", 3, 7), seats("b", 1, 1)]);
    const two = newest(one, [seats("a", 5, 6), seats("b", 0, 2)]);
    expect(two.get("a")).toEqual({ free: 3, isFull: false, isClosed: false, version: 7 });
    expect(two.get("b")).toEqual({ free: 0, isFull: true, isClosed: false, version: 2 });
  });

  it("closes what is off sale, and opens it again by newer seats only", () => {
    const one = newest(new Map<string, LiveSeats>(), [seats("a", 3, 7)]);
    const old = newest(one, [{ id: "a", closed: true, version: 6 }]);
    expect(old).toBe(one);
    const closed = newest(one, [{ id: "a", closed: true, version: 8 }]);
    expect(closed.get("a")).toEqual({ free: 0, isFull: true, isClosed: true, version: 8 });
    expect(newest(closed, [seats("a", 3, 7)])).toBe(closed);
    expect(newest(closed, [seats("a", 3, 9)]).get("a")?.isClosed).toBe(false);
  });

  it("closes what an answer leaves out, until it is there again", () => {
    const one = newest(new Map<string, LiveSeats>(), [seats("a", 3, 7)]);
    const gone = newest(one, [{ id: "a", closed: true, version: null }]);
    expect(gone.get("a")).toEqual({ free: 0, isFull: true, isClosed: true, version: 7 });
    expect(newest(gone, [seats("a", 3, 7)]).get("a")?.isClosed).toBe(false);
  });

  it("is the same map when nothing is new, so that nothing is drawn again", () => {
    const one = newest(new Map<string, LiveSeats>(), [seats("a", 3, 7)]);
    expect(newest(one, [seats("a", 3, 7)])).toBe(one);
    expect(newest(one, [])).toBe(one);
  });
});

it("says aloud only what matters: the last three, the end, and that there are some again", () => {
  expect(changeWords(8, 7)).toBe("");
  expect(changeWords(4, 3)).toBe("3 seats left.");
  expect(changeWords(2, 1)).toBe("1 seat left.");
  expect(changeWords(1, 2)).toBe("");
  expect(changeWords(1, 0)).toBe("Just filled. No seat is left.");
  expect(changeWords(0, 1)).toBe("A seat is free again.");
  expect(changeWords(0, 4)).toBe("4 seats are free again.");
});
