import { describe, expect, it } from "vitest";

import { countChange, moneyChange, rateChange } from "./compare";

describe("changes in words", () => {
  it("of a number", () => {
    expect(countChange(166, 132, 30)).toBe("34 more than the 30 days before");
    expect(countChange(10, 13)).toBe("3 fewer");
    expect(countChange(4, 4, 7)).toBe("as many as in the 7 days before");
    expect(countChange(0, 0, 7)).toBe("none in the 7 days before");
    expect(countChange(0, 0)).toBe("none before");
    expect(countChange(2, 1, 1)).toBe("1 more than the day before");
  });

  it("of money, to the cent", () => {
    expect(moneyChange("3320.00", "2814.00", "USD")).toBe("$506 more");
    expect(moneyChange("0.10", "0.30", "USD")).toBe("$0.20 less");
    expect(moneyChange("-20.00", "10.00", "USD")).toBe("$30 less");
    expect(moneyChange("5.00", "5.00", "USD")).toBe("as before");
  });

  it("of a share, by naming the old one", () => {
    expect(rateChange(0.78, 0.71)).toBe("was 71%");
    expect(rateChange(0.784, 0.781)).toBe("was 78% as well");
    expect(rateChange(null, 0.5)).toBe("was 50%");
    expect(rateChange(0.5, null)).toBe("no sessions before");
    expect(rateChange(null, null)).toBe("no session in either period");
  });
});
