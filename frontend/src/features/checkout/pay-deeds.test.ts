// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";

import { bookingsPayConfirmCreate, bookingsPayCreate, bookingsRetrieve } from "@/api/sdk.gen";
import type { BookingOutput } from "@/api/types.gen";
import { ApiError, noAnswer } from "@/lib/problem";

import { attemptOf } from "./attempt";
import { askAgain, confirm, lookAfter, pay } from "./pay-deeds";

vi.mock("@/api/sdk.gen", () => ({
  bookingsPayCreate: vi.fn(),
  bookingsPayConfirmCreate: vi.fn(),
  bookingsRetrieve: vi.fn(),
}));

const send = vi.mocked(bookingsPayCreate);
const confirmed = vi.mocked(bookingsPayConfirmCreate);
const look = vi.mocked(bookingsRetrieve);

const ID = "b1";
const booking = (status: BookingOutput["status"]) => ({ id: ID, status }) as BookingOutput;
const answers = (data: unknown) => ({ data }) as never;
const waiting = (status: string) => answers({ ...booking("pending"), payment: { status } });
const keys = () => send.mock.calls.map(([options]) => options.headers?.["Idempotency-Key"]);

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  sessionStorage.clear();
  look.mockResolvedValue(answers(booking("pending")));
  return () => vi.useRealTimers();
});

/** Lets the pauses between two looks pass. */
async function ended<T>(deed: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return deed;
}

describe("paying", () => {
  it("ends with the booking, and the attempt with it", async () => {
    send.mockResolvedValueOnce(answers(booking("confirmed")));
    expect(await pay(ID, "success")).toEqual({ kind: "paid", booking: booking("confirmed") });
    expect(send.mock.calls[0]?.[0]).toMatchObject({
      path: { booking_id: ID },
      body: { card: "success" },
    });
    expect(attemptOf(ID)).toBeNull();
  });

  it("waits for the payer or the bank, and remembers that", async () => {
    send.mockResolvedValueOnce(waiting("action_required"));
    expect(await pay(ID, "needs_confirmation")).toEqual({ kind: "confirm" });
    expect(attemptOf(ID)).toMatchObject({ card: "needs_confirmation", state: "confirm" });
    send.mockResolvedValueOnce(waiting("processing"));
    expect(await pay(ID, "slow")).toEqual({ kind: "processing" });
    expect(attemptOf(ID)).toMatchObject({ card: "slow", state: "processing" });
  });

  it("that is declined keeps the hold, and the next try is a new one", async () => {
    const declined = new ApiError(402, "payment_declined", "No.");
    send.mockRejectedValueOnce(declined).mockResolvedValueOnce(answers(booking("confirmed")));
    expect(await pay(ID, "declined")).toEqual({ kind: "refused", error: declined });
    expect(attemptOf(ID)).toBeNull();
    await pay(ID, "declined");
    expect(keys()[1]).not.toBe(keys()[0]);
  });

  it("whose answer is lost is looked for before anything is sent again", async () => {
    send.mockRejectedValueOnce(noAnswer());
    look.mockResolvedValueOnce(answers(booking("confirmed")));
    expect(await pay(ID, "success")).toMatchObject({ kind: "paid" });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it("is looked for three times, then sent again with the same key", async () => {
    const lost = noAnswer();
    send.mockRejectedValueOnce(lost).mockResolvedValueOnce(answers(booking("confirmed")));
    expect(await ended(pay(ID, "success"))).toEqual({ kind: "unknown", error: lost });
    expect(look).toHaveBeenCalledTimes(3);
    expect(attemptOf(ID)).toMatchObject({ state: "sent" });
    await pay(ID, "success");
    expect(keys()[1]).toBe(keys()[0]);
  });

  it("with another card is another attempt", async () => {
    send.mockRejectedValue(noAnswer());
    await ended(pay(ID, "success"));
    await ended(pay(ID, "slow"));
    expect(keys()[1]).not.toBe(keys()[0]);
  });

  it.each([
    new ApiError(410, "hold_expired", "Gone."),
    new ApiError(409, "invalid_transition", "Cancelled."),
  ])("for a seat that has gone finds that out (%s)", async (fault) => {
    send.mockRejectedValueOnce(fault);
    look.mockResolvedValueOnce(answers(booking("cancelled")));
    expect(await pay(ID, "success")).toEqual({ kind: "gone", booking: booking("cancelled") });
    expect(attemptOf(ID)).toBeNull();
  });

  it("that is refused for another reason keeps its key", async () => {
    const fault = new ApiError(401, "token_not_valid", "Sign in.");
    send.mockRejectedValueOnce(fault);
    expect(await pay(ID, "success")).toEqual({ kind: "refused", error: fault });
    expect(attemptOf(ID)).toMatchObject({ state: "sent" });
  });
});

describe("a payment under way", () => {
  it("is asked for without a key, with the card it began with", async () => {
    send.mockResolvedValueOnce(waiting("processing"));
    await pay(ID, "slow");
    send.mockResolvedValueOnce(answers(booking("confirmed")));
    expect(await askAgain(ID)).toMatchObject({ kind: "paid" });
    expect(send.mock.calls[1]?.[0]).toEqual({ path: { booking_id: ID }, body: { card: "slow" } });
  });

  it("is confirmed by its payer, or has been already", async () => {
    confirmed.mockResolvedValueOnce(answers(booking("confirmed")));
    expect(await confirm(ID)).toMatchObject({ kind: "paid" });
    confirmed.mockRejectedValueOnce(new ApiError(409, "invalid_transition", "Nothing waits."));
    look.mockResolvedValueOnce(answers(booking("confirmed")));
    expect(await confirm(ID)).toMatchObject({ kind: "paid" });
  });
});

describe("a look", () => {
  it("finds no booking that is not there any more", async () => {
    look.mockRejectedValueOnce(new ApiError(404, "not_found", "Gone."));
    expect(await lookAfter(ID)).toEqual({ kind: "gone", booking: null });
  });

  it("goes on over faults, and tells the last", async () => {
    const last = new ApiError(503, "unavailable", "Busy.");
    look.mockRejectedValueOnce(noAnswer()).mockRejectedValue(last);
    expect(await ended(lookAfter(ID))).toEqual({ kind: "unknown", error: last });
  });
});
