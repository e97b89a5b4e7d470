import { describe, expect, it } from "vitest";

import {
  ApiError,
  KNOWN_CODES,
  noAnswer,
  outcomeWords,
  problemOf,
  retryWords,
  waitWords,
  wordsFor,
} from "./problem";

/** Every code that the API answers with. */
const CODES = [
  "invalid_credentials",
  "token_not_valid",
  "not_authenticated",
  "origin_not_allowed",
  "creator_required",
  "own_session",
  "permission_denied",
  "not_found",
  "already_booked",
  "session_closed",
  "session_full",
  "payment_declined",
  "provider_unavailable",
  "hold_expired",
  "invalid_transition",
  "stale",
  "capacity_below_bookings",
  "session_has_bookings",
  "idempotency_mismatch",
  "idempotency_in_progress",
  "throttled",
  "unavailable",
  "too_large",
  "server_error",
];

function answered(status: number, body: unknown, headers: Record<string, string> = {}) {
  return problemOf({ status, body, header: (name) => headers[name] });
}

describe("a fault of the API", () => {
  it.each(CODES)("has our own words: %s", (code) => {
    expect(KNOWN_CODES).toContain(code);
    const words = wordsFor(answered(400, { detail: "the server's", code }));
    expect(words).not.toContain("the server's");
    expect(words).toMatch(/^[A-Z].*[.]$/);
  });

  it("has the server's words for a code that came later", () => {
    expect(wordsFor(answered(409, { detail: "Not today.", code: "new_one" }))).toBe("Not today.");
  });

  it("keeps what else was said", () => {
    const fault = answered(
      409,
      { detail: "…", code: "already_booked", booking: "0190" },
      { "x-request-id": "abc" },
    );
    expect(fault).toMatchObject({ extra: { booking: "0190" }, requestId: "abc", fields: {} });
  });

  it("is a map of fields when single fields are wrong", () => {
    const fault = answered(400, { email: ["Taken."], username: ["Short.", "Odd."] });
    expect(fault.code).toBe("fields");
    expect(fault.fields.username).toEqual(["Short.", "Odd."]);
    expect(fault.isUnclear).toBe(false);
  });

  it.each([
    [502, "<html>Bad gateway</html>", "server_error", true],
    [500, null, "server_error", true],
    [413, "too large", "unreadable", false],
    [400, { email: "not a list" }, "unreadable", false],
    [404, { code: "not_found" }, "unreadable", false],
  ])("of a proxy (%i) is put into words as well", (status, body, code, isUnclear) => {
    const fault = answered(status, body);
    expect(fault).toMatchObject({ code, isUnclear });
    expect(wordsFor(fault)).toMatch(/Something went wrong/);
  });

  it("without an answer says so, and that nothing is known", () => {
    expect(noAnswer().isUnclear).toBe(true);
    expect(wordsFor(noAnswer())).toMatch(/did not answer/);
    expect(wordsFor(new TypeError("x is undefined"))).toMatch(/Something went wrong/);
  });

  it("does not say that nothing happened where nobody knows", () => {
    const unchanged = "It was not cancelled.";
    const refused = answered(409, { detail: "…", code: "invalid_transition" });
    expect(outcomeWords(refused, unchanged)).toBe(unchanged);
    for (const unknown of [noAnswer(), answered(502, null), new TypeError("x is undefined")]) {
      expect(outcomeWords(unknown, unchanged)).toMatch(/can't tell/);
    }
  });

  it("says how long to wait", () => {
    const wait = (header: string) =>
      answered(429, { detail: "…", code: "throttled" }, { "retry-after": header });
    expect(wordsFor(wait("30"))).toBe("Too many tries. Try again in 30 seconds.");
    expect(wordsFor(wait("1"))).toBe("Too many tries. Try again in 1 second.");
    expect(wordsFor(wait("250"))).toBe("Too many tries. Try again in 5 minutes.");
    expect(wait("soon").retryAfter).toBeNull();
    expect(wait("0").retryAfter).toBeNull();
    expect(waitWords(90)).toBe("2 minutes");
    expect(retryWords(247)).toBe("Try again in 4:07");
    expect(retryWords(60)).toBe("Try again in 1:00");
    expect(retryWords(9)).toBe("Try again in 9 s");
  });

  it("is an Error with a name", () => {
    expect(new ApiError(404, "not_found", "Gone.")).toMatchObject({
      name: "ApiError",
      status: 404,
    });
  });
});
