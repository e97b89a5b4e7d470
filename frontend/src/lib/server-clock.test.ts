import { beforeEach, describe, expect, it, vi } from "vitest";

type Clock = typeof import("./server-clock");
let clock: Clock;

beforeEach(async () => {
  vi.resetModules();
  clock = await import("./server-clock");
});

describe("the server's time", () => {
  it("is the device's until the server has answered", () => {
    expect(Math.abs(clock.serverNow() - Date.now())).toBeLessThan(1000);
  });

  it("goes on from what the last answer said, whatever the device's clock shows", () => {
    clock.noteServerDate("Wed, 25 Nov 2026 12:00:00 GMT", 1000);
    expect(clock.serverNow(3500)).toBe(Date.UTC(2026, 10, 25, 12, 0, 2, 500));
  });

  it("leaves aside what is no date", () => {
    clock.noteServerDate("Wed, 25 Nov 2026 12:00:00 GMT", 1000);
    clock.noteServerDate(undefined, 2000);
    clock.noteServerDate("soon", 2000);
    expect(clock.serverNow(1000)).toBe(Date.UTC(2026, 10, 25, 12));
  });
});
