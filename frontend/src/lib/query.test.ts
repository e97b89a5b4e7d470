import { describe, expect, it } from "vitest";

import { ApiError } from "./problem";
import { makeQueryClient } from "./query";

const { queries, mutations } = makeQueryClient().getDefaultOptions();
const retry = queries?.retry as (count: number, error: unknown) => boolean;

describe("what is asked again by itself", () => {
  it("is a read of which nothing is known, twice", () => {
    const unclear = new ApiError(0, "no_answer", "");
    expect([0, 1, 2].map((count) => retry(count, unclear))).toEqual([true, true, false]);
    expect(retry(0, new ApiError(503, "unavailable", ""))).toBe(true);
  });

  it("is no refusal, and no fault of ours", () => {
    expect(retry(0, new ApiError(404, "not_found", ""))).toBe(false);
    expect(retry(0, new TypeError("x"))).toBe(false);
  });

  it("is never a deed", () => {
    expect(mutations?.retry).toBeUndefined();
  });

  it("waits longer each time", () => {
    const delay = queries?.retryDelay as (count: number) => number;
    expect(delay(1)).toBeGreaterThan(delay(0));
  });
});
