import { describe, expect, it } from "vitest";

import {
  addMonths,
  countsFrom,
  dayHeading,
  groupByDay,
  monthSpan,
  spanWords,
  sumOf,
  weekdayOf,
  weekendOf,
  weekFrom,
} from "./days";

/** The days and how many sessions each has, for sessions that begin at these instants. */
function days(zone: string, ...starts: (string | null)[]): string {
  const groups = groupByDay(
    starts.map((start_time) => ({ start_time })),
    zone,
  );
  return groups.map(({ day, sessions }) => `${day} ${sessions.length}`).join(", ");
}

describe("sessions by day", () => {
  const late = ["2026-11-24T22:30:00Z", "2026-11-25T03:00:00Z", "2026-11-25T11:30:00Z"];

  it("are under the day of the reader's zone, not of UTC", () => {
    expect(days("UTC", ...late)).toBe("2026-11-24 1, 2026-11-25 2");
    expect(days("America/New_York", ...late)).toBe("2026-11-24 2, 2026-11-25 1");
    expect(days("Asia/Kolkata", ...late)).toBe("2026-11-25 3");
    expect(days("Pacific/Chatham", ...late)).toBe("2026-11-25 2, 2026-11-26 1");
  });

  it("stay on their days in the week in which the clocks go back", () => {
    // New York, 1 November 2026: 01:30 comes twice, and midnight is five hours from UTC after.
    expect(
      days(
        "America/New_York",
        "2026-11-01T03:59:00Z",
        "2026-11-01T05:30:00Z",
        "2026-11-01T06:30:00Z",
        "2026-11-02T04:59:00Z",
        "2026-11-02T05:00:00Z",
      ),
    ).toBe("2026-10-31 1, 2026-11-01 3, 2026-11-02 1");
  });

  it("stay on their days in the week in which the clocks go forward", () => {
    // New York, 8 March 2026: a day of 23 hours.
    expect(
      days(
        "America/New_York",
        "2026-03-08T04:59:00Z",
        "2026-03-08T05:00:00Z",
        "2026-03-09T03:59:00Z",
        "2026-03-09T04:00:00Z",
      ),
    ).toBe("2026-03-07 1, 2026-03-08 2, 2026-03-09 1");
  });

  it("follow Chatham's clocks, which change by the quarter of an hour", () => {
    // 27 September 2026, 02:45 becomes 03:45; 5 April 2026 the other way.
    expect(days("Pacific/Chatham", "2026-09-26T11:14:00Z", "2026-09-26T11:15:00Z")).toBe(
      "2026-09-26 1, 2026-09-27 1",
    );
    expect(days("Pacific/Chatham", "2026-09-27T10:14:00Z", "2026-09-27T10:15:00Z")).toBe(
      "2026-09-27 1, 2026-09-28 1",
    );
    expect(days("Pacific/Chatham", "2026-04-05T11:14:00Z", "2026-04-05T11:15:00Z")).toBe(
      "2026-04-05 1, 2026-04-06 1",
    );
  });

  it("have those without a date last, as the API sends them", () => {
    expect(days("UTC", "2026-11-25T11:30:00Z", null, null)).toBe("2026-11-25 1, null 2");
    expect(days("UTC")).toBe("");
  });
});

it("days that the API leaves out have nothing", () => {
  const counts = countsFrom("2026-11-29", 4, [
    { date: "2026-11-30", sessions: 2 },
    { date: "2026-12-02", sessions: 1 },
  ]);
  expect(counts).toEqual([
    { day: "2026-11-29", count: 0 },
    { day: "2026-11-30", count: 2 },
    { day: "2026-12-01", count: 0 },
    { day: "2026-12-02", count: 1 },
  ]);
  expect(sumOf(counts)).toBe(3);
});

describe("stretches of days", () => {
  it("a weekend is the coming one, or what is left of it", () => {
    expect(weekendOf("2026-11-25")).toEqual({ from: "2026-11-28", to: "2026-11-29" });
    expect(weekendOf("2026-11-28")).toEqual({ from: "2026-11-28", to: "2026-11-29" });
    expect(weekendOf("2026-11-29")).toEqual({ from: "2026-11-29", to: "2026-11-29" });
    expect(weekendOf("2026-11-30")).toEqual({ from: "2026-12-05", to: "2026-12-06" });
    expect(weekdayOf("2026-11-30")).toBe(0);
    expect(weekFrom("2026-11-28")).toEqual({ from: "2026-11-28", to: "2026-12-04" });
  });

  it("a month has its days, also over the turn of the year", () => {
    expect(monthSpan("2026-12")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
    expect(monthSpan("2028-02").to).toBe("2028-02-29");
    expect(addMonths("2026-12", 1)).toBe("2027-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
  });

  it("are said as people say them", () => {
    const today = "2026-11-25";
    expect(spanWords("2026-11-28", "2026-11-28", today)).toBe("Sat 28 November");
    expect(spanWords("2026-11-28", "2026-11-29", today)).toBe("28 to 29 November");
    expect(spanWords("2026-11-28", "2026-12-04", today)).toBe("28 November to 4 December");
    expect(spanWords("2026-12-30", "2027-01-02", today)).toBe("30 December to 2 January 2027");
    expect(spanWords("2026-11-28", null, today)).toBe("from 28 November");
    expect(spanWords(null, "2026-11-28", today)).toBe("until 28 November");
    expect(spanWords(null, null, today)).toBe("");
  });
});

it("the heading of a day names the near ones, and the year when it is another", () => {
  const today = "2026-11-25";
  expect(dayHeading("2026-11-25", today)).toEqual({ name: "Today", rest: "Wednesday, Nov" });
  expect(dayHeading("2026-11-26", today)).toEqual({ name: "Tomorrow", rest: "Thursday, Nov" });
  expect(dayHeading("2026-11-24", today)).toEqual({ name: "Yesterday", rest: "Tuesday, Nov" });
  expect(dayHeading("2026-12-01", today)).toEqual({ name: "Tuesday", rest: "December" });
  expect(dayHeading("2027-01-05", today)).toEqual({ name: "Tuesday", rest: "January 2027" });
});
