import { expect, it } from "vitest";

import { languages } from "./About";

it("languages are those of the browser first, in its order, then all others by their names", () => {
  const { own, all } = languages(["de-AT", "en-US", "en", "xx", "de"]);
  expect(Object.entries(own)).toEqual([
    ["de", "German"],
    ["en", "English"],
  ]);
  const names = Object.values(all);
  expect(names).not.toContain("German");
  expect(names).toContain("Swedish");
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, "en")));
  expect(languages([]).own).toEqual({});
});
