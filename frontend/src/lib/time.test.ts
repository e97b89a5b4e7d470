import { describe, expect, it } from "vitest";

import {
  addDays,
  clock,
  dateWords,
  dayOf,
  dayWords,
  daysAway,
  daysBetween,
  durationWords,
  endOf,
  isZone,
  momentWords,
  monthWord,
  placeOf,
  rangeWords,
  timeAway,
  wallClock,
  weekdayWord,
  whileWords,
  zoneLong,
  zoneShort,
  zonesDiffer,
} from "./time";

const INSTANT = "2026-11-24T17:30:00Z";

/** The same instant as four walls show it. */
const WALLS = [
  ["UTC", "2026-11-24T17:30", "UTC", "Tue 24 Nov, 17:30 UTC"],
  ["America/New_York", "2026-11-24T12:30", "EST", "Tue 24 Nov, 12:30 EST"],
  ["Asia/Kolkata", "2026-11-24T23:00", "IST", "Tue 24 Nov, 23:00 IST"],
  ["Pacific/Chatham", "2026-11-25T07:15", "CHADT", "Wed 25 Nov, 07:15 CHADT"],
] as const;

describe.each(WALLS)("in %s", (zone, wall, short, moment) => {
  it("an instant is what the wall there shows", () => {
    expect(wallClock(INSTANT, zone)).toBe(wall);
    expect(dayOf(INSTANT, zone)).toBe(wall.slice(0, 10));
    expect(clock(INSTANT, zone)).toBe(wall.slice(11));
    expect(wallClock(new Date(INSTANT), zone)).toBe(wall);
  });

  it("every time names its zone", () => {
    expect(zoneShort(INSTANT, zone)).toBe(short);
    expect(momentWords(INSTANT, zone)).toBe(moment);
    expect(rangeWords(INSTANT, 90, zone).endsWith(` ${short}`)).toBe(true);
    expect(zoneLong(INSTANT, zone)).not.toMatch(/^GMT[+-]/);
  });

  it("midnight begins the day", () => {
    const midnight = new Date(Date.parse(INSTANT) - minutesOf(wall) * 60_000);
    expect(clock(midnight, zone)).toBe("00:00");
    expect(dayOf(midnight, zone)).toBe(wall.slice(0, 10));
    expect(dayOf(new Date(midnight.getTime() - 1), zone)).toBe(addDays(wall.slice(0, 10), -1));
  });
});

function minutesOf(wall: string): number {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14));
}

/** The weeks in which clocks are put forward and back, and an hour is missing or there twice. */
const CHANGES = [
  ["Europe/Berlin", "2026-03-29T00:59:00Z", "01:59 CET", "03:00 CEST"],
  ["Europe/Berlin", "2026-10-25T00:59:00Z", "02:59 CEST", "02:00 CET"],
  ["America/New_York", "2026-03-08T06:59:00Z", "01:59 EST", "03:00 EDT"],
  ["America/New_York", "2026-11-01T05:59:00Z", "01:59 EDT", "01:00 EST"],
  ["Pacific/Chatham", "2026-09-26T13:59:00Z", "02:44 CHAST", "03:45 CHADT"],
  ["Pacific/Chatham", "2026-04-04T13:59:00Z", "03:44 CHADT", "02:45 CHAST"],
] as const;

describe.each(CHANGES)("when the clocks of %s change after %s", (zone, last, before, after) => {
  const next = new Date(Date.parse(last) + 60_000);

  it("the minute before and the minute after say which is which", () => {
    expect(`${clock(last, zone)} ${zoneShort(last, zone)}`).toBe(before);
    expect(`${clock(next, zone)} ${zoneShort(next, zone)}`).toBe(after);
  });

  it("a session over the change ends after its minutes, on whatever the wall shows", () => {
    expect(endOf(last, 61).getTime() - Date.parse(last)).toBe(61 * 60_000);
    expect(rangeWords(last, 1, zone)).toContain(` to ${after.split(" ")[0]}`);
  });

  it("tomorrow is tomorrow, although the day has 23 or 25 hours", () => {
    const now = new Date(Date.parse(last) - 30 * 60_000);
    const day = dayOf(now, zone);
    const nextDay = new Date(Date.parse(last) + 25 * 3_600_000);
    expect(daysAway(nextDay, zone, now)).toBe(
      daysBetween(day, dayOf(nextDay, zone)) === 1 ? "tomorrow" : "in 2 days",
    );
    expect(dayOf(nextDay, zone)).toBe(addDays(day, 1));
  });
});

describe("words for days", () => {
  it("are whole, short, and have the year when it is another", () => {
    const now = new Date("2026-11-20T12:00:00Z");
    expect(dateWords(INSTANT, "UTC")).toBe("Tuesday 24 November");
    expect(dateWords(INSTANT, "UTC", { weekday: "short", month: "short" })).toBe("Tue 24 Nov");
    expect(dateWords(INSTANT, "UTC", { weekday: "none" })).toBe("24 November");
    expect(dateWords(INSTANT, "UTC", { now })).toBe("Tuesday 24 November");
    expect(dateWords("2027-01-04T12:00:00Z", "UTC", { now })).toBe("Monday 4 January 2027");
  });

  it("look at the year of the zone, not of UTC", () => {
    const now = new Date("2026-12-31T12:00:00Z");
    expect(dateWords("2026-12-31T12:00:00Z", "Pacific/Chatham", { now })).toBe("Friday 1 January");
    expect(dateWords("2026-12-31T09:00:00Z", "Pacific/Chatham", { now })).toContain("2026");
  });

  it("write September like all other short months", () => {
    expect(monthWord("2026-09-01", "short")).toBe("Sep");
    expect(monthWord("2026-09-01")).toBe("September");
    expect(weekdayWord("2026-09-01")).toBe("Tuesday");
    expect(weekdayWord("2026-09-01", "short")).toBe("Tue");
    expect(dayWords("2026-09-01", { weekday: "short", month: "short" })).toBe("Tue 1 Sep");
  });

  it("reckon with calendar days", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
    expect(daysBetween("2026-03-30", "2026-03-28")).toBe(-2);
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-10-25", -1)).toBe("2026-10-24");
  });
});

describe("how far away something is", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  it.each([
    ["2026-11-24T12:37:30Z", "in 37 minutes"],
    ["2026-11-24T12:01:00Z", "in 1 minute"],
    ["2026-11-24T17:30:00Z", "in 5 hours"],
    ["2026-11-25T13:00:00Z", "tomorrow"],
    ["2026-11-27T00:00:00Z", "in 3 days"],
    ["2026-11-24T10:00:00Z", "2 hours ago"],
    ["2026-11-21T12:00:00Z", "3 days ago"],
  ])("%s: %s", (instant, words) => {
    expect(timeAway(instant, "UTC", now)).toBe(words);
  });

  it("depends on the day where one is", () => {
    const late = new Date("2026-11-24T23:30:00Z");
    expect(daysAway("2026-11-25T00:30:00Z", "UTC", late)).toBe("tomorrow");
    expect(daysAway("2026-11-25T00:30:00Z", "America/New_York", late)).toBe("today");
  });
});

describe("zones", () => {
  it("have a place", () => {
    expect(placeOf("America/New_York")).toBe("New York");
    expect(placeOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
    expect(placeOf("UTC")).toBe("UTC");
  });

  it("differ when their clocks do at that moment", () => {
    expect(zonesDiffer(INSTANT, "Europe/Berlin", "Europe/Paris")).toBe(false);
    expect(zonesDiffer(INSTANT, "Europe/Berlin", "Europe/London")).toBe(true);
    expect(zonesDiffer("2026-07-01T12:00:00Z", "UTC", "Europe/London")).toBe(true);
    expect(zonesDiffer("2026-01-01T12:00:00Z", "UTC", "Europe/London")).toBe(false);
  });

  it("are told from what is none", () => {
    expect(isZone("Asia/Kathmandu")).toBe(true);
    expect(["", "Berlin/Europe", "<script>"].some(isZone)).toBe(false);
  });

  it("have a short name where English knows one", () => {
    expect(zoneShort(INSTANT, "Europe/London")).toBe("GMT");
    expect(zoneShort("2026-07-01T12:00:00Z", "Europe/London")).toBe("BST");
    expect(zoneShort(INSTANT, "Asia/Kathmandu")).toBe("GMT+5:45");
  });
});

it.each([
  [0, "1 minute"],
  [37, "37 minutes"],
  [60, "1 hour"],
  [97, "1 hour 37 minutes"],
  [121, "2 hours 1 minute"],
])("%i minutes last %s", (minutes, words) => {
  expect(whileWords(minutes * 60_000)).toBe(words);
});

it.each([
  [15, "15 min"],
  [60, "1 hour"],
  [90, "90 min"],
  [119, "119 min"],
  [120, "2 hours"],
  [150, "2 h 30 min"],
  [1440, "24 hours"],
])("%i minutes are %s", (minutes, words) => {
  expect(durationWords(minutes)).toBe(words);
});
