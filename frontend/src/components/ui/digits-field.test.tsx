import { describe, expect, it } from "vitest";

import { onlyDigits } from "./digits-field";

describe("six digits", () => {
  it.each([
    ["123 456", "123456"],
    [" 123-456\n", "123456"],
    ["Code: 123456", "123456"],
    ["1234567", "123456"],
    ["１２３456", "123456"],
    ["abc", ""],
  ])("are what is left of %j", (typed, digits) => {
    expect(onlyDigits(typed)).toBe(digits);
  });
});
