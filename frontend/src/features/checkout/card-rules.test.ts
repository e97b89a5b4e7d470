import { describe, expect, it } from "vitest";

import {
  checkCode,
  checkExpiry,
  checkNumber,
  groupedExpiry,
  groupedNumber,
  numberFor,
  outcomeOf,
  TEST_CARDS,
} from "./card-rules";

const NOW = new Date("2026-11-24T12:00:00Z");

describe("a card number", () => {
  it("is grouped by four, whatever was typed or pasted", () => {
    expect(groupedNumber("42424242")).toBe("4242 4242");
    expect(groupedNumber("4242-4242 4242x4242")).toBe("4242 4242 4242 4242");
    expect(groupedNumber("4242 ")).toBe("4242");
    expect(groupedNumber("1".repeat(30))).toHaveLength(19 + 4);
  });

  it("is right when its check digit is", () => {
    for (const { number } of TEST_CARDS) expect(checkNumber(number)).toBe(true);
    expect(checkNumber("3782 822463 10005")).toBe(true);
    expect(checkNumber("4242 4242 4242 4241")).toMatch(/slip/);
    expect(checkNumber("4242 4242 4242 2442")).toMatch(/slip/);
    expect(checkNumber("4242")).toMatch(/more digits/);
    expect(checkNumber("  ")).toMatch(/Enter/);
  });

  it("of a test card means its outcome, and the other way round", () => {
    for (const { number, outcome } of TEST_CARDS) {
      expect(outcomeOf(number)).toBe(outcome);
      expect(numberFor(outcome)).toBe(number);
    }
    expect(outcomeOf("4000000000000002")).toBe("declined");
    expect(outcomeOf("4000 0000 0000 000")).toBeUndefined();
  });
});

describe("an expiry", () => {
  it("gets its slash while one types", () => {
    const typed = ["0", "1", "08", "8", "082", "0828", "8/28", "1/27", "1/", "08 / 28", "08/2028"];
    expect(typed.map(groupedExpiry)).toEqual([
      "0",
      "1",
      "08",
      "08",
      "08 / 2",
      "08 / 28",
      "08 / 28",
      "01 / 27",
      "01 / ",
      "08 / 28",
      "08 / 28",
    ]);
  });

  it("can be taken back by one letter at a time", () => {
    expect(groupedExpiry("08 / ")).toBe("08");
    expect(groupedExpiry("08 /")).toBe("08");
    expect(groupedExpiry("")).toBe("");
  });

  it("is good to the end of its month", () => {
    expect(checkExpiry("11 / 26", NOW)).toBe(true);
    expect(checkExpiry("11 / 26", new Date("2026-12-01T11:00:00Z"))).toBe(true);
    expect(checkExpiry("11 / 26", new Date("2026-12-01T13:00:00Z"))).toMatch(/expired/);
    expect(checkExpiry("10 / 26", NOW)).toMatch(/expired/);
    expect(checkExpiry("12 / 25", NOW)).toMatch(/expired/);
  });

  it("is a month and a year", () => {
    for (const wrong of ["13 / 27", "00 / 27", "1", "12 / 2", "12 / 203"]) {
      expect(checkExpiry(wrong, NOW)).toMatch(/month and year/);
    }
    expect(checkExpiry("", NOW)).toMatch(/Enter/);
  });
});

it("a security code has three or four digits", () => {
  expect(checkCode("123")).toBe(true);
  expect(checkCode(" 1234 ")).toBe(true);
  for (const wrong of ["12", "12345", "12a"]) expect(checkCode(wrong)).toMatch(/3 digits/);
  expect(checkCode("")).toMatch(/Enter/);
});
