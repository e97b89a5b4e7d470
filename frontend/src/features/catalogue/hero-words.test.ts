import { describe, expect, it } from "vitest";

import { countsFrom, HORIZON } from "./days";
import { extentOf, heroWords, shownWords, type Found } from "./hero-words";
import { NO_FILTERS, type Filters } from "./search-params";

const today = "2026-11-25";

/** `counts` by date, on a page with `shown` sessions. */
function found(
  counts: Record<string, number>,
  filters: Partial<Filters> = {},
  { shown = 1, hasMore = false, creatorName = null as string | null } = {},
): Found {
  const days = countsFrom(
    today,
    HORIZON,
    Object.entries(counts).map(([date, sessions]) => ({ date, sessions })),
  );
  return { filters: { ...NO_FILTERS, ...filters }, today, days, shown, hasMore, creatorName };
}

function said(...args: Parameters<typeof found>): string {
  const { scope, fact } = heroWords(found(...args));
  return `${scope}: ${fact}`;
}

describe("the head of the catalogue", () => {
  it("counts the fortnight", () => {
    expect(said({ "2026-11-26": 4, "2026-12-08": 2, "2026-12-09": 9 })).toBe(
      "This fortnight, live: 6 sessions with room",
    );
    expect(said({ "2026-11-26": 1 })).toBe("This fortnight, live: 1 session with room");
    expect(said({ "2026-11-26": 3 }, { hasSeats: false })).toBe("This fortnight, live: 3 sessions");
  });

  it("looks further when the fortnight has nothing that the list has", () => {
    expect(said({ "2026-12-20": 2 })).toBe("The next two months, live: 2 sessions with room");
    expect(said({}, {}, { shown: 3 })).toBe("On a day that suits you, live: 3 sessions with room");
    expect(said({}, {}, { shown: 24, hasMore: true })).toContain("More than 24 sessions");
    expect(said({}, {}, { shown: 0 })).toBe("This fortnight, live: No sessions with room");
  });

  it("says the days and the creator that were asked for", () => {
    const counts = { "2026-11-28": 5, "2026-11-29": 1, "2026-11-30": 7 };
    expect(said(counts, { from: "2026-11-28", to: "2026-11-28" })).toBe(
      "Sat 28 November, live: 5 sessions with room",
    );
    expect(said(counts, { from: "2026-11-28", to: "2026-11-29" })).toBe(
      "28 to 29 November, live: 6 sessions with room",
    );
    expect(said(counts, { from: "2026-11-29" }, { shown: 8 })).toContain("8 sessions");
    expect(said(counts, { creator: "maya" }, { shown: 2, creatorName: "Maya L." })).toBe(
      "Maya L., live: 2 sessions with room",
    );
    expect(said(counts, { view: "calendar" })).toBe("November 2026, live: 13 sessions with room");
  });
});

describe("how much of the list is shown", () => {
  const words = (...args: Parameters<typeof found>) => {
    const all = found(...args);
    return shownWords(all.shown, all.hasMore, extentOf(all), today);
  };
  const counts = { "2026-11-28": 30, "2026-12-20": 10 };
  const first = { shown: 24, hasMore: true };

  it("counts as far as anybody does", () => {
    expect(words(counts, {}, first)).toBe("24 of the 40 until 25 January 2027");
    expect(words(counts, { from: "2026-11-28", to: "2026-11-28" }, first)).toBe("24 of 30 shown");
    expect(words(counts, { sort: "price" }, first)).toBe("24 shown");
    expect(words(counts, { from: "2026-11-28" }, first)).toBe("24 shown");
    expect(words(counts, {}, { shown: 40 })).toBe("All 40 shown");
    expect(words(counts, {}, { shown: 1 })).toBe("This is the only one");
    expect(words(counts, { cursor: "x" }, { shown: 16 })).toBe("16 shown");
  });

  it("never claims fewer than are there", () => {
    const unknown = { isFromStart: true, total: null, counted: null };
    expect(shownWords(48, true, { ...unknown, total: 40 }, today)).toBe("48 shown");
    const counted = { count: 40, until: "2027-01-25" };
    expect(shownWords(48, true, { ...unknown, counted }, today)).toBe("48 shown");
    expect(shownWords(48, false, { ...unknown, counted }, today)).toBe("All 48 shown");
  });
});
