import { describe, expect, it } from "vitest";

import { readWallClock } from "./wall-clock";

function iso(wall: string, zone: string): string | undefined {
  return readWallClock(wall, zone)?.instant?.toISOString();
}

describe("a wall clock", () => {
  it("means an instant by the zone's offset of that day", () => {
    expect(iso("2026-11-24T18:30", "Europe/Berlin")).toBe("2026-11-24T17:30:00.000Z");
    expect(iso("2026-07-24T18:30", "Europe/Berlin")).toBe("2026-07-24T16:30:00.000Z");
    expect(iso("2026-11-24T18:30", "America/New_York")).toBe("2026-11-24T23:30:00.000Z");
    expect(iso("2026-11-24T18:30", "Asia/Kathmandu")).toBe("2026-11-24T12:45:00.000Z");
    expect(iso("2026-11-24T00:15", "Pacific/Kiritimati")).toBe("2026-11-23T10:15:00.000Z");
  });

  it("has no instant for a time that is skipped, and says what comes instead", () => {
    const read = readWallClock("2026-03-29T02:30", "Europe/Berlin");
    expect(read).toEqual({ instant: null, isTwice: false, instead: "2026-03-29T03:30" });
    expect(readWallClock("2026-10-04T02:10", "Australia/Lord_Howe")).toEqual({
      instant: null,
      isTwice: false,
      instead: "2026-10-04T02:40",
    });
  });

  it("means the first of two when the clocks go back", () => {
    const read = readWallClock("2026-10-25T02:30", "Europe/Berlin");
    expect(read?.instant?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(read?.isTwice).toBe(true);
    expect(readWallClock("2026-10-25T03:30", "Europe/Berlin")?.isTwice).toBe(false);
  });

  it("skips a whole day where the date line moved", () => {
    expect(readWallClock("2011-12-30T12:00", "Pacific/Apia")?.instant).toBeNull();
  });

  it("is not read from something else", () => {
    expect(readWallClock("2026-11-24", "UTC")).toBeNull();
    expect(readWallClock("T18:30", "UTC")).toBeNull();
    expect(readWallClock("2026-13-24T18:30", "UTC")).toBeNull();
  });
});
