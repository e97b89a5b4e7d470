import { describe, expect, it } from "vitest";

import type { BookingOutput } from "@/api/types.gen";

import { bySoonest, canBookAgain, stateOf } from "./booking-state";
import { countdownWords, dateLine, refundSentence, refundWords } from "./words";

const NOW = new Date("2026-11-24T12:00:00Z");

function booking(
  changes: Partial<BookingOutput> = {},
  session: Partial<BookingOutput["session_details"]> = {},
): BookingOutput {
  return {
    id: "b",
    booking_date: "2026-11-24T18:00:00Z",
    amount: "48.00",
    currency: "USD",
    status: "confirmed",
    payment_status: "paid",
    refund_status: null,
    hold_expires_at: null,
    session_details: {
      duration_minutes: 90,
      status: "published",
      start_time: "2026-11-24T18:00:00Z",
      is_full: false,
      ...session,
    },
    ...changes,
  } as BookingOutput;
}

describe("the state of a booking", () => {
  it.each([
    ["booked", {}],
    ["on", { booking_date: "2026-11-24T12:00:00Z" }],
    ["on", { booking_date: "2026-11-24T10:31:00Z" }],
    ["past", { booking_date: "2026-11-24T10:30:00Z" }],
    ["held", { status: "pending", hold_expires_at: "2026-11-24T12:00:01Z" }],
    ["overdue", { status: "pending", hold_expires_at: "2026-11-24T12:00:00Z" }],
    ["cancelled", { status: "cancelled" }],
    ["cancelled", { status: "cancelled", booking_date: "2026-11-01T10:00:00Z" }],
  ] as const)("is %s", (state, changes) => {
    expect(stateOf(booking(changes), NOW)).toBe(state);
  });

  it("says whether a seat can be taken again", () => {
    expect(canBookAgain(booking(), NOW)).toBe(true);
    expect(canBookAgain(booking({}, { start_time: null }), NOW)).toBe(true);
    expect(canBookAgain(booking({}, { is_full: true }), NOW)).toBe(false);
    expect(canBookAgain(booking({}, { status: "cancelled" }), NOW)).toBe(false);
    expect(canBookAgain(booking({}, { start_time: "2026-11-24T12:00:00Z" }), NOW)).toBe(false);
  });

  it("puts the soonest first, and the same order each time", () => {
    const one = booking({ id: "2" });
    const two = booking({ id: "1" });
    const soon = booking({ id: "3", booking_date: "2026-11-24T13:00:00Z" });
    expect([one, two, soon].sort(bySoonest).map(({ id }) => id)).toEqual(["3", "1", "2"]);
  });
});

describe("words for a booking", () => {
  it.each([
    ["2026-11-24T12:00:00Z", "Starts now"],
    ["2026-11-24T12:00:30Z", "Starts in 1 minute"],
    ["2026-11-24T13:37:00Z", "Starts in 1 hour 37 minutes"],
    ["2026-11-24T14:00:00Z", "Starts in 2 hours"],
    ["2026-11-25T11:59:00Z", "Starts in 23 hours 59 minutes"],
    ["2026-11-25T12:00:00Z", "Starts tomorrow"],
    ["2026-11-28T09:00:00Z", "Starts in 4 days"],
    ["2026-11-24T11:48:00Z", "Began 12 minutes ago"],
    ["2026-11-24T10:59:00Z", "Began 1 hour 1 minute ago"],
  ])("count down to %s: %s", (start, words) => {
    expect(countdownWords(start, "UTC", NOW)).toBe(words);
  });

  it("say today and tomorrow where the reader is", () => {
    expect(dateLine("2026-11-24T18:00:00Z", "UTC", NOW)).toBe("Today, Tuesday 24 November");
    expect(dateLine("2026-11-24T18:00:00Z", "Pacific/Chatham", NOW)).toBe(
      "Today, Wednesday 25 November",
    );
    expect(dateLine("2026-11-25T01:00:00Z", "America/New_York", NOW)).toBe(
      "Today, Tuesday 24 November",
    );
    expect(dateLine("2026-11-25T18:00:00Z", "UTC", NOW)).toBe("Tomorrow, Wednesday 25 November");
    expect(dateLine("2026-11-28T18:00:00Z", "UTC", NOW)).toBe("Saturday 28 November");
  });

  it("tell truly where the money is", () => {
    const cancelled = (changes: Partial<BookingOutput>) =>
      booking({ status: "cancelled", ...changes });
    const of = (changes: Partial<BookingOutput>) => [
      refundWords(cancelled(changes)),
      refundSentence(cancelled(changes)),
    ];
    expect(of({ amount: "0.00" })[0]).toBe("It was free");
    expect(of({ refund_status: "succeeded", payment_status: "refunded" })).toEqual([
      "refunded",
      "$48.00 went back to you.",
    ]);
    expect(of({ refund_status: "pending", payment_status: "refunded" })[1]).toMatch(/on its way/);
    expect(of({ refund_status: "failed" })[1]).toMatch(/not gone through yet/);
    expect(of({ payment_status: "unpaid" })[1]).toMatch(/Nothing was charged/);
    expect(of({ payment_status: "paid" })[1]).toMatch(/not refunded/);
  });
});
