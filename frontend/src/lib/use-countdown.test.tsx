import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { useCountdown } from "./use-countdown";
import { useNow } from "./use-now";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("counts a wait down to its end, and then is done", () => {
  const { result } = renderHook(() => useCountdown());
  expect(result.current.left).toBe(0);
  act(() => result.current.start(1.2));
  expect(result.current.left).toBe(2);
  act(() => vi.advanceTimersByTime(1000));
  expect(result.current.left).toBe(1);
  act(() => vi.advanceTimersByTime(5000));
  expect(result.current.left).toBe(0);
});

it("begins with the moment of the server, and goes on by itself", () => {
  vi.setSystemTime(new Date("2026-11-25T12:00:20Z"));
  const written = new Date("2026-11-25T12:00:00Z");
  const { result } = renderHook(() => useNow(written));
  expect(result.current).toBe(written);
  act(() => vi.advanceTimersByTime(15_000));
  expect(result.current).toEqual(new Date("2026-11-25T12:00:35Z"));
});
