import { describe, expect, it, vi } from "vitest";

import { proveAgain, setAsker } from "./proof";

describe("proving it once more", () => {
  it("is refused where no page can ask", async () => {
    expect(await proveAgain()).toBe(false);
  });

  it("asks once for all deeds that wait", async () => {
    const ask = vi.fn(() => Promise.resolve(true));
    const stop = setAsker(ask);
    expect(await Promise.all([proveAgain(), proveAgain()])).toEqual([true, true]);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(await proveAgain()).toBe(true);
    expect(ask).toHaveBeenCalledTimes(2);
    stop();
    expect(await proveAgain()).toBe(false);
  });

  it("leaves the dialog of another page alone", async () => {
    const stop = setAsker(() => Promise.resolve(false));
    const stopOther = setAsker(() => Promise.resolve(true));
    stop();
    expect(await proveAgain()).toBe(true);
    stopOther();
  });
});
