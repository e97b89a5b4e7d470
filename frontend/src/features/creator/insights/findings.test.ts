import { describe, expect, it } from "vitest";

import type { InsightsDay } from "@/api/types.gen";
import { addDays } from "@/lib/time";

import { bookingsFinding, fillFinding, revenueFinding } from "./findings";
import type { Fill, Sum } from "./series";

/** From a Monday on. */
function days(bookings: number[], first = "2026-11-02"): InsightsDay[] {
  return bookings.map((count, index) => ({
    date: addDays(first, index),
    bookings: count,
    cancellations: 0,
    revenue: "0.00",
  }));
}

describe("what a plot of bookings shows", () => {
  it("is where most of them come from", () => {
    const weekends = bookingsFinding(days([0, 1, 0, 1, 0, 4, 5, 1, 0, 0, 1, 0, 3, 4]));
    expect(weekends.title).toBe("Weekends bring more than half of your bookings");
    expect(weekends.shown).toBe("weekends in full color");
    expect(weekends.isShown("2026-11-07")).toBe(true);
    expect(weekends.isShown("2026-11-06")).toBe(false);

    const share = bookingsFinding(days([2, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2, 2, 2]));
    expect(share.title).toBe("Weekends bring 4 of 10 bookings");
    const weekdays = bookingsFinding(days([3, 3, 3, 3, 3, 0, 0, 3, 3, 3, 3, 3, 0, 1]));
    expect(weekdays.title).toBe("Nearly all bookings come from Monday to Friday");
  });

  it("is a weekday that stands out, and that weekday is in color", () => {
    const mondays = bookingsFinding(days([5, 1, 1, 1, 1, 2, 1, 4, 1, 1, 1, 1, 1, 1]));
    expect(mondays.title).toBe("Mondays bring the most bookings: 9 of 22");
    expect(mondays.isShown("2026-11-09")).toBe(true);
    expect(mondays.isShown("2026-11-08")).toBe(false);
  });

  it("is the best day where a week or few bookings tell nothing of weekdays", () => {
    expect(bookingsFinding(days([0, 0, 3, 1, 0, 0, 1])).title).toBe(
      "Wednesday 4 November brought the most: 3 bookings",
    );
    expect(bookingsFinding(days([0, 1, 0])).title).toBe(
      "Tuesday 3 November brought the most: 1 booking",
    );
    expect(bookingsFinding(days([2, 0, 2, 1])).title).toBe("5 bookings on 3 days");
    expect(bookingsFinding(days([0, 0])).title).toBe("No bookings in this period");
  });
});

describe("what a plot of revenue shows", () => {
  const sums = (now: string, before: string): Sum[] =>
    Array.from({ length: 30 }, (_, index) => ({
      number: index + 1,
      date: addDays("2026-11-02", index),
      now: index === 29 ? now : "0.00",
      before: index === 29 ? before : "0.00",
    }));

  it("is the difference at its end", () => {
    expect(revenueFinding(sums("3320.00", "2814.00"), "USD")).toBe(
      "You are $506 ahead of the 30 days before",
    );
    expect(revenueFinding(sums("-10.50", "2.00"), "USD")).toBe(
      "You are $12.50 behind the 30 days before",
    );
    expect(revenueFinding(sums("5.00", "5.00"), "USD")).toBe(
      "Exactly as much as in the 30 days before",
    );
    expect(revenueFinding(sums("0.00", "0.00"), "USD")).toBe(
      "No revenue, now or in the 30 days before",
    );
    expect(revenueFinding([], "USD")).toContain("No revenue");
  });
});

describe("what a plot of filled seats shows", () => {
  const fills = (...pairs: [number, number][]): Fill[] =>
    pairs.map(([taken, capacity], index) => ({
      date: addDays("2026-09-01", 7 * index),
      label: "",
      taken,
      capacity,
      rate: capacity ? taken / capacity : null,
    }));

  it("compares the earlier half with the later, leaving out weeks without sessions", () => {
    expect(fillFinding(fills([5, 10], [0, 0], [6, 10], [9, 10], [9, 10]))).toBe(
      "Your sessions fill up more: 55% at first, 90% lately",
    );
    expect(fillFinding(fills([10, 10], [2, 10]))).toBe(
      "Your sessions fill up less: 100% at first, 20% lately",
    );
    expect(fillFinding(fills([78, 100], [79, 100]))).toBe(
      "About 79% of your seats are taken, all along",
    );
    expect(fillFinding(fills([3, 4]))).toBe("75% of the seats were taken");
    expect(fillFinding(fills([0, 0]))).toBe("No sessions took place in this period");
  });
});
