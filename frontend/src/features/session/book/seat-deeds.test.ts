// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";

import { bookingsCreate, bookingsList } from "@/api/sdk.gen";
import type { BookingOutput } from "@/api/types.gen";
import { ApiError, noAnswer } from "@/lib/problem";

import { findMyBooking, takeSeat } from "./seat-deeds";

vi.mock("@/api/sdk.gen", () => ({ bookingsCreate: vi.fn(), bookingsList: vi.fn() }));

const create = vi.mocked(bookingsCreate);
const list = vi.mocked(bookingsList);
const booking = (changes: Partial<BookingOutput> = {}) =>
  ({ id: "b1", session: "s1", status: "pending", ...changes }) as BookingOutput;
const answers = (data: unknown) => ({ data }) as never;
const keys = () => create.mock.calls.map(([options]) => options.headers?.["Idempotency-Key"]);

beforeEach(() => {
  vi.resetAllMocks();
  sessionStorage.clear();
  list.mockResolvedValue(answers([]));
});

describe("one's booking of a session", () => {
  it("is the newest, as long as it lives", async () => {
    list.mockResolvedValueOnce(answers([booking({ status: "confirmed" })]));
    expect(await findMyBooking("s1")).toMatchObject({ status: "confirmed" });
    list.mockResolvedValueOnce(answers([booking({ status: "cancelled" })]));
    expect(await findMyBooking("s1")).toBeNull();
    list.mockResolvedValueOnce(answers([]));
    expect(await findMyBooking("s1")).toBeNull();
    expect(list).toHaveBeenLastCalledWith({ query: { session: "s1", limit: 1 } });
  });
});

describe("taking a seat", () => {
  it("sends a date only where one was chosen", async () => {
    create.mockResolvedValue(answers(booking()));
    await takeSeat("s1", null);
    await takeSeat("s1", "2026-12-01T12:00:00.000Z");
    expect(create.mock.calls.map(([options]) => options.body)).toEqual([
      { session: "s1", booking_date: undefined },
      { session: "s1", booking_date: "2026-12-01T12:00:00.000Z" },
    ]);
  });

  it("has a new key once an answer has come, were it a refusal", async () => {
    create.mockResolvedValueOnce(answers(booking()));
    await takeSeat("s1", null);
    create.mockRejectedValueOnce(new ApiError(409, "session_full", "Full."));
    await expect(takeSeat("s1", null)).rejects.toMatchObject({ code: "session_full" });
    create.mockResolvedValueOnce(answers(booking()));
    await takeSeat("s1", null);
    expect(new Set(keys()).size).toBe(3);
    expect(sessionStorage.length).toBe(0);
  });

  it.each([noAnswer(), new ApiError(503, "unavailable", "Busy."), new ApiError(502, "x", "")])(
    "keeps its key while nobody knows what happened (%s)",
    async (fault) => {
      create.mockRejectedValueOnce(fault).mockResolvedValueOnce(answers(booking()));
      await expect(takeSeat("s1", null)).rejects.toBe(fault);
      await takeSeat("s1", null);
      expect(keys()[1]).toBe(keys()[0]);
    },
  );

  it("is another deed for another session or date", async () => {
    create.mockRejectedValue(noAnswer());
    for (const [session, at] of [
      ["s1", null],
      ["s2", null],
      ["s1", "2026-12-01"],
    ] as const) {
      await expect(takeSeat(session, at)).rejects.toThrow();
    }
    expect(new Set(keys()).size).toBe(3);
  });

  it("finds the seat whose answer was lost", async () => {
    create.mockRejectedValueOnce(noAnswer());
    list.mockResolvedValueOnce(answers([booking({ id: "b2" })]));
    expect(await takeSeat("s1", null)).toMatchObject({ id: "b2" });
    expect(sessionStorage.length).toBe(0);
  });

  it("finds the seat of a first try that is still under way", async () => {
    create.mockRejectedValueOnce(new ApiError(409, "idempotency_in_progress", "Wait."));
    list.mockResolvedValueOnce(answers([booking({ id: "b3" })]));
    expect(await takeSeat("s1", null)).toMatchObject({ id: "b3" });
  });

  it("says what kept it when the look fails as well", async () => {
    const fault = noAnswer();
    create.mockRejectedValueOnce(fault);
    list.mockRejectedValueOnce(new ApiError(500, "server_error", ""));
    await expect(takeSeat("s1", null)).rejects.toBe(fault);
  });
});
