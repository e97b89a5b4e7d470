import { describe, expect, it } from "vitest";

import { firstOf, safeNext } from "./safe-next";

describe("where to go next", () => {
  it.each([
    "/",
    "/dashboard",
    "/dashboard?tab=past",
    "/sessions/0190-1?x=1&y=%2F%2Fevil.example#book",
    "/profile#time-zone",
    "/a//b",
    "/search?q=https://evil.example",
  ])("is a path of this site: %s", (next) => {
    expect(safeNext(next)).toBe(next);
  });

  it.each([
    undefined,
    null,
    "",
    " ",
    "dashboard",
    "?tab=past",
    "#x",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/a\\..\\..\\evil.example",
    "https://evil.example/",
    "https:evil.example",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "@evil.example",
    "/\tevil",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\u0000/evil.example",
    "/ /evil.example",
    "/\u2028/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/a/..//evil.example",
    "/./\\evil.example",
    "/%2e//evil.example",
  ])("is the fallback instead of %j", (next) => {
    expect(safeNext(next)).toBe("/");
    expect(safeNext(next, "/dashboard")).toBe("/dashboard");
  });

  it("never leads a browser away, whatever is put together", () => {
    const bits = [
      "/",
      "//",
      "\\",
      ".",
      "..",
      "%2e",
      "%2f",
      "\t",
      "@",
      ":",
      "evil.example",
      "?",
      "#",
    ];
    for (const one of bits) {
      for (const two of bits) {
        for (const three of bits) {
          for (const four of bits) {
            const next = safeNext(`/${one}${two}${three}${four}`);
            const reached = new URL(next, "https://sessions.example/login");
            expect(reached.origin, next).toBe("https://sessions.example");
            // What it reaches is safe to be handed on once more.
            expect(reached.pathname.startsWith("//"), next).toBe(false);
          }
        }
      }
    }
  });
});

it("of a parameter that is there twice, the first counts", () => {
  expect(firstOf(["/a", "/b"])).toBe("/a");
  expect(firstOf("/a")).toBe("/a");
  expect(firstOf([])).toBeUndefined();
  expect(firstOf(undefined)).toBeUndefined();
});
