import { describe, expect, it } from "vitest";

import { zonesLike } from "./zone-field";

describe("zones by part of their name", () => {
  it("finds places by their words, those that begin with them first", () => {
    expect(zonesLike("new y")[0]).toBe("America/New_York");
    expect(zonesLike("berlin")).toEqual(["Europe/Berlin"]);
    expect(zonesLike("UTC")[0]).toBe("UTC");
    expect(zonesLike("london")).toContain("Europe/London");
  });

  it("finds nothing for what is no place", () => {
    expect(zonesLike("zzz")).toEqual([]);
  });
});
