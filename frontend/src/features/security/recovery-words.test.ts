import { describe, expect, it } from "vitest";

import { inFours, recoveryText } from "./recovery-words";

describe("what is kept of a second step", () => {
  it("is read in groups of four", () => {
    expect(inFours("JBSWY3DPEHPK3PXPAB")).toBe("JBSW Y3DP EHPK 3PXP AB");
    expect(inFours("")).toBe("");
  });

  it("is a text that says what it is for, with a code in each line", () => {
    const lines = recoveryText(["abcde-fghij", "klmno-pqrst"], "x.example", "ada").split("\n");
    expect(lines[0]).toBe("Recovery codes of ada at x.example");
    expect(lines.slice(3, 5)).toEqual(["abcde-fghij", "klmno-pqrst"]);
  });
});
