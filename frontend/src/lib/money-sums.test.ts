import { describe, expect, it } from "vitest";

import { amountOf, centsOf, shortAmount, shortPrice, sumOf } from "./money";

describe("sums of money", () => {
  it("are reckoned in whole cents, below zero as well", () => {
    expect(centsOf("48.00")).toBe(4800);
    expect(centsOf("-442.5")).toBe(-44250);
    expect(centsOf("0.07")).toBe(7);
    expect(sumOf(["0.10", "0.20", "-0.05"])).toBe("0.25");
    expect(sumOf([])).toBe("0.00");
  });

  it("come back as the API writes them", () => {
    for (const amount of ["0.00", "0.07", "-0.07", "12.30", "-442.00", "1234567.89"]) {
      expect(amountOf(centsOf(amount))).toBe(amount);
    }
  });

  it("say nothing as $0, where a price says Free", () => {
    expect(shortAmount("0.00", "USD")).toBe("$0");
    expect(shortPrice("0.00", "USD")).toBe("Free");
    expect(shortAmount("3320.00", "USD")).toBe("$3,320");
    expect(shortAmount("-9.50", "USD")).toBe("-$9.50");
  });
});
