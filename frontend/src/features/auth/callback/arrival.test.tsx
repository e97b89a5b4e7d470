import { beforeEach, describe, expect, it } from "vitest";

import { ApiError } from "@/lib/problem";

import { keepForReload, problemStage, stageOf, takeTold } from "./arrival";
import { reasonOf } from "./reasons";

const SUGGESTED = { email: "lin@example.com", username: "lin", first_name: "Lin", last_name: "" };

function arriveAt(path: string) {
  window.history.replaceState(null, "", path);
}

beforeEach(() => {
  keepForReload({ kind: "problem", reason: "nothing" });
  document.cookie = "hint=; max-age=0";
  arriveAt("/callback");
});

describe("the page that one arrives at", () => {
  it("takes the handoff out of the address, and knows it after a reload", () => {
    arriveAt("/callback?code=abc");
    expect(takeTold()).toEqual({ handoff: "abc", error: null });
    expect(window.location.href).not.toContain("abc");
    expect(takeTold()).toEqual({ handoff: "abc", error: null });
  });

  it("knows what was still to be chosen, and forgets what is over", () => {
    const stage = stageOf({ outcome: "new", next: "/help", ticket: "t", suggested: SUGGESTED });
    expect(stage).toEqual({ kind: "new", next: "/help", ticket: "t", suggested: SUGGESTED });
    keepForReload(stage);
    expect(takeTold()).toEqual(stage);
    keepForReload({ kind: "linked" });
    expect(takeTold()).toEqual({ handoff: null, error: null });
  });

  it("believes a new address before what it kept", () => {
    keepForReload({ kind: "new", next: "/", ticket: "t", suggested: SUGGESTED });
    arriveAt("/callback?error=denied");
    expect(takeTold()).toEqual({ handoff: null, error: "denied" });
  });

  it("does not go on for somebody who has left since", () => {
    keepForReload({ kind: "signed-in", next: "/help" });
    expect(takeTold()).toEqual({ handoff: null, error: null });
    document.cookie = "hint=USER";
    expect(takeTold()).toEqual({ kind: "signed-in", next: "/help" });
  });

  it("leads to pages of this site only", () => {
    const arrived = { outcome: "sign_in", user: undefined } as const;
    expect(stageOf({ ...arrived, next: "//evil.example" })).toMatchObject({ next: "/" });
    expect(stageOf({ ...arrived, next: "" })).toMatchObject({ kind: "signed-in", next: "/" });
  });

  it("asks for the password where an account has the address", () => {
    const arrived = { next: "/", ticket: "t", suggested: SUGGESTED };
    expect(stageOf({ ...arrived, outcome: "password_needed" })).toMatchObject({ kind: "prove" });
    expect(stageOf({ outcome: "linked", next: "/" })).toEqual({ kind: "linked" });
  });
});

describe("a fault of the way back", () => {
  /** What the API tells the page. */
  const CODES = ["denied", "expired", "unverified", "inactive", "already_linked", "provider_down"];

  it.each([...CODES, "provider_fault", "throttled", "link_not_valid", "no_answer", "nothing"])(
    "has words of its own: %s",
    (code) => {
      expect(reasonOf(code)).not.toEqual(reasonOf("a_new_one"));
      expect(reasonOf(code).text).toMatch(/^[A-Z].*[.]$/);
    },
  );

  it("says the same of a handoff that was used and one that is too old", () => {
    expect(reasonOf("link_not_valid")).toEqual(reasonOf("expired"));
    expect(problemStage(new ApiError(410, "link_not_valid", ""))).toEqual({
      kind: "problem",
      reason: "link_not_valid",
    });
  });

  it("is of ours when it is a program's", () => {
    expect(problemStage(new TypeError("x"))).toEqual({ kind: "problem", reason: "server_error" });
  });
});
