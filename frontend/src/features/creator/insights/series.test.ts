import { describe, expect, it } from "vitest";

import { dayOf } from "@/lib/time";

import { session } from "../testing";
import { shortMoney, ticksOf } from "./scales";
import { addedUp, fillRates, fillStep, hasWeekOfData, inStretches } from "./series";

function day(date: string, revenue = "0.00", bookings = 0) {
  return { date, bookings, revenue, cancellations: 0 };
}

describe("figures a day", () => {
  it("become a short line of equal stretches", () => {
    expect(inStretches([1, 2, 3, 4], 2)).toEqual([3, 7]);
    expect(inStretches([1, 2, 3], 10)).toEqual([1, 2, 3]);
    // A shorter last one counts by its rate.
    expect(inStretches([2, 2, 2], 2)).toEqual([4, 4]);
    expect(inStretches([])).toEqual([]);
  });

  it("add up without losing cents, refunds taken off", () => {
    const now = [day("2026-11-01", "0.10"), day("2026-11-02", "0.20"), day("2026-11-03", "-0.30")];
    const before = [day("2026-10-29", "5.00")];
    expect(addedUp(now, before).map((sum) => [sum.number, sum.now, sum.before])).toEqual([
      [1, "0.10", "5.00"],
      [2, "0.30", "5.00"],
      [3, "0.00", "5.00"],
    ]);
  });

  it("are enough for a plot a week after the first booking", () => {
    const empty = [day("2026-11-01"), day("2026-11-02")];
    expect(hasWeekOfData(empty, empty)).toBe(false);
    const now = [day("2026-11-08"), day("2026-11-09")];
    expect(hasWeekOfData([day("2026-11-03", "0.00", 1)], now)).toBe(true);
    expect(hasWeekOfData([day("2026-11-04", "0.00", 1)], now)).toBe(false);
  });
});

describe("filled seats", () => {
  const zone = "Europe/Berlin";
  const held = (start_time: string, current_bookings: number, capacity = 10) =>
    session({ start_time, current_bookings, capacity });
  const startDay = (each: { start_time: string | null }) => dayOf(String(each.start_time), zone);

  it("are drawn by the week for a quarter, by the month for longer, not for a few days", () => {
    expect(fillStep({ from: "2026-11-19", to: "2026-11-25" })).toBeNull();
    expect(fillStep({ from: "2026-10-27", to: "2026-11-25" })).toBe("week");
    expect(fillStep({ from: "2026-01-01", to: "2026-11-25" })).toBe("month");
  });

  it("belong to the week of the creator's zone that the session began in", () => {
    const period = { from: "2026-11-12", to: "2026-11-25" };
    const sessions = [
      held("2026-11-18T22:30:00Z", 5),
      // In Berlin this is the 19th already.
      held("2026-11-18T23:30:00Z", 10),
    ];
    expect(fillRates(sessions, period, "week", startDay).map((fill) => fill.rate)).toEqual([
      0.5, 1,
    ]);
  });

  it("leave no days out: a few too many belong to the first week", () => {
    const fills = fillRates([], { from: "2026-10-27", to: "2026-11-25" }, "week", startDay);
    expect(fills.map((fill) => fill.label)).toEqual(["27 Oct", "5 Nov", "12 Nov", "19 Nov"]);
    expect(fills.every((fill) => fill.rate === null)).toBe(true);
    const longer = fillRates([], { from: "2026-10-24", to: "2026-11-25" }, "week", startDay);
    expect(longer[0]?.label).toBe("24 Oct");
    expect(longer).toHaveLength(5);
  });

  it("are taken month by month over the turn of a year", () => {
    const sessions = [held("2026-01-31T12:00:00Z", 3), held("2025-12-31T12:00:00Z", 9)];
    const period = { from: "2025-12-15", to: "2026-02-10" };
    const fills = fillRates(sessions, period, "month", startDay);
    expect(fills.map((fill) => [fill.label, fill.rate])).toEqual([
      ["Dec", 0.9],
      ["Jan", 0.3],
      ["Feb", null],
    ]);
  });
});

describe("scales", () => {
  it("have round steps and reach over the highest", () => {
    expect(ticksOf(4)).toEqual([0, 1, 2, 3, 4]);
    expect(ticksOf(14)).toEqual([0, 5, 10, 15]);
    expect(ticksOf(1)).toEqual([0, 1]);
    expect(ticksOf(3320)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(ticksOf(100, -400)).toEqual([-400, -200, 0, 200]);
  });

  it("are short", () => {
    expect([0, 500, 1000, 1500, -442].map((value) => shortMoney(value, "USD"))).toEqual([
      "$0",
      "$500",
      "$1k",
      "$1.5k",
      "-$442",
    ]);
  });
});
