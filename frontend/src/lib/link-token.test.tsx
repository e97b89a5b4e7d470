import { beforeEach, describe, expect, it } from "vitest";

import { dropToken, takeToken } from "./link-token";

beforeEach(() => {
  dropToken("reset");
  window.history.replaceState(null, "", "/reset-password");
});

describe("the secret of a mail's link", () => {
  it("leaves the address and is known after a reload", () => {
    window.history.replaceState(null, "", "/reset-password?x=1#token=abc-_1");
    expect(takeToken("reset")).toBe("abc-_1");
    expect(window.location.href).toMatch(/\/reset-password\?x=1$/);
    expect(takeToken("reset")).toBe("abc-_1");
  });

  it("is one page's only, and gone when it was used", () => {
    window.history.replaceState(null, "", "/reset-password#token=abc");
    takeToken("reset");
    expect(takeToken("verify")).toBeNull();
    dropToken("reset");
    expect(takeToken("reset")).toBeNull();
  });

  it("is none in another anchor", () => {
    window.history.replaceState(null, "", "/reset-password#main");
    expect(takeToken("reset")).toBeNull();
    expect(window.location.hash).toBe("#main");
  });
});
