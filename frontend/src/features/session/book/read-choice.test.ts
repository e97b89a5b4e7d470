import { describe, expect, it } from "vitest";

import { dateOfDay, dayOfDate } from "./calendar-days";
import { readChoice } from "./read-choice";

const NOW = new Date("2026-11-24T12:00:00Z");

describe("a chosen date and time", () => {
  it("is an instant of the reader's zone", () => {
    expect(readChoice("2026-11-24", "18:30", "America/New_York", NOW)).toEqual({
      instant: "2026-11-24T23:30:00.000Z",
    });
    expect(readChoice("2026-11-25", "18:30", "Asia/Kolkata", NOW).instant).toBe(
      "2026-11-25T13:00:00.000Z",
    );
  });

  it("says what is missing", () => {
    expect(readChoice(null, "", "UTC", NOW)).toEqual({
      dayProblem: "Choose a day.",
      timeProblem: "Enter a time, like 18:30.",
    });
    expect(readChoice(null, "18:30", "UTC", NOW)).toEqual({ dayProblem: "Choose a day." });
    expect(readChoice("2026-11-25", "", "UTC", NOW).timeProblem).toMatch(/like 18:30/);
  });

  it("lies in the future, in the zone and not by the day", () => {
    expect(readChoice("2026-11-24", "13:00", "Europe/Berlin", NOW).timeProblem).toMatch(/passed/);
    expect(readChoice("2026-11-24", "13:01", "Europe/Berlin", NOW).instant).toBeTruthy();
  });

  it("knows the nights on which the clocks change", () => {
    const skipped = readChoice("2027-03-28", "02:30", "Europe/Berlin", NOW);
    expect(skipped.timeProblem).toBe(
      "The clocks skip 02:30 that day. Choose 03:30 or another time.",
    );
    const twice = readChoice("2027-10-31", "02:30", "Europe/Berlin", NOW);
    expect(twice).toEqual({
      instant: "2027-10-31T00:30:00.000Z",
      note: "The clocks show 02:30 twice that day; this is the first.",
    });
  });
});

it("days stay themselves on the way through the calendar", () => {
  for (const day of ["2026-01-01", "2026-03-29", "2026-12-31", "2028-02-29"]) {
    expect(dayOfDate(dateOfDay(day))).toBe(day);
  }
});
