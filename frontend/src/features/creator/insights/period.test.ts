import { describe, expect, it } from "vitest";

import {
  datesWords,
  lastDays,
  lengthOf,
  periodBefore,
  periodFaults,
  periodWords,
  readRange,
} from "./period";

/** In Auckland it is the 26th already, in Honolulu still the 24th. */
const NOW = new Date("2026-11-25T10:30:00Z");

describe("the last days", () => {
  it("end today, by the calendar of the zone", () => {
    expect(lastDays(30, "Europe/Berlin", NOW)).toEqual({ from: "2026-10-27", to: "2026-11-25" });
    expect(lastDays(7, "Pacific/Kiritimati", NOW).to).toBe("2026-11-26");
    expect(lastDays(7, "Pacific/Pago_Pago", NOW).to).toBe("2026-11-24");
    expect(lengthOf(lastDays(90, "UTC", NOW))).toBe(90);
  });

  it("are compared with as many before, over clock changes and leap days", () => {
    expect(periodBefore({ from: "2026-10-27", to: "2026-11-25" })).toEqual({
      from: "2026-09-27",
      to: "2026-10-26",
    });
    expect(periodBefore({ from: "2028-03-01", to: "2028-03-07" })).toEqual({
      from: "2028-02-23",
      to: "2028-02-29",
    });
    expect(periodBefore({ from: "2026-01-01", to: "2026-01-01" })).toEqual({
      from: "2025-12-31",
      to: "2025-12-31",
    });
  });
});

describe("a range in the address", () => {
  const read = (query: string) => readRange(new URLSearchParams(query), "Europe/Berlin", NOW);

  it("is one of the usual ones, or two days", () => {
    expect(read("").choice).toBe(30);
    expect(read("days=7").period).toEqual({ from: "2026-11-19", to: "2026-11-25" });
    expect(read("days=90").choice).toBe(90);
    expect(read("from=2026-01-01&to=2026-02-01")).toEqual({
      choice: "custom",
      period: { from: "2026-01-01", to: "2026-02-01" },
    });
  });

  it("is the last thirty days for anything odd", () => {
    for (const query of [
      "days=31",
      "days=x",
      "from=2026-02-30&to=2026-03-01",
      "from=2026-03-01",
      "from=2026-03-02&to=2026-03-01",
      "from=2026-01-01&to=2099-01-01",
      "from=<script>&to=1",
    ]) {
      expect(read(query).choice).toBe(30);
    }
  });
});

describe("two days of one's own", () => {
  const faults = (from: string, to: string) => periodFaults({ from, to }, "2026-11-25");

  it("are a year at most and not in the future", () => {
    expect(faults("2025-11-25", "2026-11-25")).toEqual({});
    expect(faults("2025-11-24", "2026-11-25").to).toContain("366 days");
    expect(faults("2026-11-20", "2026-11-26").to).toContain("not after today");
    expect(faults("2026-11-20", "2026-11-19").to).toContain("before the first");
    expect(faults("", "2026-11-19").from).toBe("Choose the first day.");
    expect(faults("2026-11-19", "").to).toBe("Choose the last day.");
    expect(faults("1999-12-31", "2000-01-01").from).toBeTruthy();
  });

  it("are named with the year when that is not this one", () => {
    expect(datesWords({ from: "2025-12-30", to: "2026-01-02" }, "2026-11-25")).toBe(
      "30 December 2025 to 2 January",
    );
    expect(datesWords({ from: "2026-11-02", to: "2026-11-02" }, "2026-11-25")).toBe("2 November");
    const range = { choice: 7, period: { from: "2026-11-19", to: "2026-11-25" } } as const;
    expect(periodWords(range, "2026-11-25")).toBe("Last 7 days");
  });
});
