import { describe, expect, it } from "vitest";

import { readHint, readZone } from "./cookies";

describe("the hint", () => {
  it("is role, initials and zone", () => {
    expect(readHint("USER|AB|Europe/Berlin")).toEqual({
      role: "USER",
      initials: "AB",
      zone: "Europe/Berlin",
    });
    expect(readHint("CREATOR|李|Asia/Kolkata")?.role).toBe("CREATOR");
  });

  it("has UTC for a zone that is not known here", () => {
    expect(readHint("USER|AB|Mars/Olympus")?.zone).toBe("UTC");
    expect(readHint("USER|AB|UTC; path=/")?.zone).toBe("UTC");
  });

  it("may have the separator as an initial", () => {
    expect(readHint("USER||B|UTC")?.initials).toBe("|B");
  });

  it.each([
    undefined,
    "",
    "USER",
    "USER|AB",
    "USER||UTC",
    "ADMIN|AB|UTC",
    "user|AB|UTC",
    "USER|AB|",
    "%55SER%7CAB%7CUTC",
  ])("is nobody's when it is %j", (value) => {
    expect(readHint(value)).toBeNull();
  });
});

describe("the zone of a page", () => {
  const hint = { role: "USER", initials: "AB", zone: "Asia/Kolkata" } as const;

  it("is the saved one of whoever is signed in", () => {
    expect(readZone(hint, "America/New_York")).toBe("Asia/Kolkata");
  });

  it("is the device's for a stranger, else UTC", () => {
    expect(readZone(null, "America/New_York")).toBe("America/New_York");
    expect(readZone(null, undefined)).toBe("UTC");
    expect(readZone(null, "<script>")).toBe("UTC");
  });
});
