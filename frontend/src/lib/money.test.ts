import { describe, expect, it } from "vitest";

import { exactPrice, isFree, shortPrice } from "./money";

describe("money", () => {
  it("has two decimals where it is decided", () => {
    expect(exactPrice("48.00", "USD")).toBe("$48.00");
    expect(exactPrice("0.00", "USD")).toBe("$0.00");
    expect(exactPrice("1234.50", "EUR")).toBe("€1,234.50");
    expect(exactPrice("48.00", "CHF")).toMatch(/^CHF\s48\.00$/);
  });

  it("is short where one browses", () => {
    expect(shortPrice("48.00", "USD")).toBe("$48");
    expect(shortPrice("48", "USD")).toBe("$48");
    expect(shortPrice("9.50", "USD")).toBe("$9.50");
    expect(shortPrice("9.05", "USD")).toBe("$9.05");
    expect(shortPrice("0.00", "USD")).toBe("Free");
    expect(shortPrice("0.01", "USD")).toBe("$0.01");
  });

  it("keeps every digit of a large sum, which a float would not", () => {
    expect(exactPrice("12345678901234567.89", "USD")).toBe("$12,345,678,901,234,567.89");
  });

  it("knows nothing from something", () => {
    expect(["0", "0.0", "0.00", "00.00"].every(isFree)).toBe(true);
    expect(["0.01", "10.00", "100"].some(isFree)).toBe(false);
  });
});
