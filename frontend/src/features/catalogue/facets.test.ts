import { describe, expect, it } from "vitest";

import type { FacetsOutput } from "@/api/types.gen";

import { facetWord, optionsOf, readFacet, toggled } from "./facets";

const FOUND: FacetsOutput = {
  topic: [
    { value: "craft", count: 12, more: false },
    { value: "music", count: 1000, more: true },
    { value: "art", count: 0, more: false },
  ],
  level: [],
  language: [{ value: "de", count: 3, more: false }],
  format: [],
};

describe("options of a filter", () => {
  it("stay all there, with how many sessions each would leave", () => {
    const topics = optionsOf("topic", FOUND, [], []);
    expect(topics).toHaveLength(12);
    const counts = Object.fromEntries(topics.map(({ value, count }) => [value, count]));
    expect(counts).toMatchObject({ craft: "12", music: "1000+", art: "0", writing: "0" });
  });

  it("say no number before it is known", () => {
    expect(optionsOf("format", null, [], [])).toEqual([
      { value: "in_person", label: "In person", count: null },
      { value: "online", label: "Online", count: null },
    ]);
  });

  it("are of languages those that there are, and those that are chosen, by their names", () => {
    const options = optionsOf("language", FOUND, ["fr"], ["sv", "de"]);
    expect(options.map(({ label, count }) => [label, count])).toEqual([
      ["French", "0"],
      ["German", "3"],
      ["Swedish", "0"],
    ]);
  });
});

it("a choice is added in one order, and taken away again", () => {
  expect(toggled(["food"], "craft")).toEqual(["craft", "food"]);
  expect(toggled(["craft", "food"], "craft")).toEqual(["food"]);
});

it("what is no choice is not read", () => {
  expect(readFacet("topic", "music,constructor,,music,art")).toEqual(["art", "music"]);
  expect(readFacet("language", "de,de,english,<b>")).toEqual(["de"]);
});

it("choices have words", () => {
  expect(facetWord("topic", "food")).toBe("Food and drink");
  expect(facetWord("language", "es")).toBe("Spanish");
  expect(facetWord("level", "advanced")).toBe("Advanced");
});
