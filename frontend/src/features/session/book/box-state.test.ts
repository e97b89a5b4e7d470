import { describe, expect, it } from "vitest";

import type { BookingOutput } from "@/api/types.gen";

import { boxOf, futureInstant, type Facts } from "./box-state";

const NOW = new Date("2026-11-24T12:00:00Z");
const booking = (status: "pending" | "confirmed") => ({ id: "b", status }) as BookingOutput;

type Changes = Partial<Omit<Facts, "session"> & { session: Partial<Facts["session"]> }>;

function kind(changes: Changes = {}): string {
  return boxOf({
    free: 3,
    isMine: false,
    isGone: false,
    booking: null,
    at: null,
    now: NOW,
    ...changes,
    session: {
      status: "published",
      start_time: "2026-11-25T12:00:00Z",
      end_time: "2026-11-25T14:00:00Z",
      ...changes.session,
    },
  }).kind;
}

const OPEN = { start_time: null, end_time: null };

describe("the booking box", () => {
  it("takes bookings while there are seats and it has not started", () => {
    expect(kind()).toBe("book");
    expect(kind({ free: 0 })).toBe("full");
    expect(kind({ now: new Date("2026-11-25T12:00:00Z") })).toBe("started");
    expect(kind({ now: new Date("2026-11-25T13:59:59Z") })).toBe("started");
    expect(kind({ now: new Date("2026-11-25T14:00:00Z") })).toBe("ended");
  });

  it("asks for a date first where none is set", () => {
    expect(kind({ session: OPEN })).toBe("choose");
    expect(kind({ session: OPEN, at: "2026-12-01T12:00:00Z" })).toBe("book");
    expect(kind({ session: OPEN, free: 0 })).toBe("full");
  });

  it("leads to the reader's own booking, full or over as it may be", () => {
    expect(kind({ booking: booking("pending"), free: 0 })).toBe("held");
    expect(kind({ booking: booking("confirmed"), free: 0 })).toBe("booked");
    expect(kind({ booking: booking("confirmed"), now: new Date("2027-01-01") })).toBe("booked");
    expect(kind({ booking: booking("confirmed"), isGone: true })).toBe("booked");
  });

  it("sells nothing to the host, and nothing that is not offered", () => {
    expect(kind({ isMine: true })).toBe("mine");
    expect(kind({ isMine: true, session: { status: "draft" } })).toBe("draft");
    expect(kind({ isMine: true, session: { status: "cancelled" } })).toBe("cancelled");
    expect(kind({ isGone: true })).toBe("gone");
  });
});

describe("a date from an address", () => {
  it("is an instant to come, or nothing", () => {
    expect(futureInstant("2026-12-01T12:00:00Z", NOW)).toBe("2026-12-01T12:00:00.000Z");
    expect(futureInstant("2026-11-24T12:00:00Z", NOW)).toBeNull();
    expect(futureInstant("tomorrow", NOW)).toBeNull();
    expect(futureInstant(undefined, NOW)).toBeNull();
  });
});
