import { describe, expect, it } from "vitest";

import { session } from "../testing";
import {
  blankValues,
  changedGroups,
  duplicateOf,
  inputOf,
  readPrice,
  readStart,
  readWhole,
  valuesOf,
  withGroups,
  GROUP_NAMES,
} from "./values";

describe("what the fields hold", () => {
  it("is the session on the clock of its own zone", () => {
    const values = valuesOf(session({ time_zone: "America/New_York" }));
    expect(values).toMatchObject({ kind: "dated", date: "2026-12-09", time: "12:30" });
    expect(valuesOf(session({ start_time: null })).kind).toBe("open");
    expect(valuesOf(session({ start_time: null, status: "draft" })).kind).toBe("undecided");
  });

  it("comes back from what is sent, whatever the zone", () => {
    for (const time_zone of ["Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"]) {
      const values = valuesOf(session({ time_zone }));
      const start = readStart(values)?.instant;
      expect(start?.toISOString()).toBe("2026-12-09T17:30:00.000Z");
      expect(inputOf(values, ["when"])).toEqual({
        start_time: `${values.date}T${values.time}`,
        time_zone,
      });
    }
  });

  it("goes to the API as it wants it", () => {
    const values = {
      ...valuesOf(session()),
      title: "  Knots ",
      price: "18,5",
      image: " ",
      capacity: "012",
      kind: "open" as const,
    };
    expect(inputOf(values, GROUP_NAMES)).toMatchObject({
      title: "Knots",
      price: "18.50",
      image: null,
      capacity: 12,
      start_time: null,
      duration_minutes: 120,
    });
    expect(inputOf(values, [])).toEqual({});
  });

  it("differs only where it means something else", () => {
    const base = valuesOf(session());
    expect(changedGroups({ ...base, price: "45", title: `${base.title} ` }, base)).toEqual([]);
    expect(changedGroups({ ...base, capacity: "08" }, base)).toEqual([]);
    expect(changedGroups({ ...base, price: "45.01" }, base)).toEqual(["price"]);
    expect(changedGroups({ ...base, time_zone: "UTC" }, base)).toEqual(["when"]);
    expect(changedGroups({ ...base, kind: "open" }, base)).toEqual(["when"]);
  });

  it("has a place only in person, and keeps what was typed while it is online", () => {
    const base = valuesOf(session());
    const online = { ...base, format: "online" };
    expect(changedGroups(online, base)).toEqual(["where"]);
    expect(inputOf(online, ["where"])).toEqual({ format: "online", place: null });
    expect(online.place).toBe("Kreuzberg, Berlin");
    expect(inputOf({ ...base, place: " Wedding " }, ["where"])).toEqual({
      format: "in_person",
      place: "Wedding",
    });
    const unsaid = { ...base, topic: "", level: "", language: "", format: "" };
    expect(inputOf(unsaid, ["topic", "level", "language", "where"])).toEqual({
      topic: null,
      level: null,
      language: null,
      format: null,
      place: null,
    });
  });

  it("is taken from another version by whole groups", () => {
    const mine = blankValues("UTC");
    const theirs = valuesOf(session());
    const merged = withGroups(mine, theirs, ["when", "price"]);
    expect(merged).toMatchObject({
      date: "2026-12-09",
      time_zone: "Europe/Berlin",
      price: "45.00",
    });
    expect(merged.title).toBe("");
  });

  it("begins a duplicate without its day", () => {
    expect(duplicateOf(session())).toMatchObject({ date: "", time: "18:30", price: "45.00" });
    const { topic, level, language, format, place } = valuesOf(session({ level: "advanced" }));
    expect(duplicateOf(session({ level: "advanced" }))).toMatchObject({
      ...{ topic, level, language, format, place },
    });
    expect(level).toBe("advanced");
  });
});

describe("numbers as people write them", () => {
  it("are prices with a point or a comma", () => {
    expect(readPrice("25")).toBe("25.00");
    expect(readPrice(" 18.5 ")).toBe("18.50");
    expect(readPrice("0018,05")).toBe("18.05");
    expect(readPrice("0")).toBe("0.00");
    for (const text of ["", "-1", "1.234", "1.000,00", "12 dollars", "1e3", "123456789", "٣"]) {
      expect(readPrice(text)).toBeNull();
    }
  });

  it("are whole", () => {
    expect(readWhole(" 12 ")).toBe(12);
    for (const text of ["", "1.5", "-2", "1e2", "twelve"]) expect(readWhole(text)).toBeNull();
  });
});
