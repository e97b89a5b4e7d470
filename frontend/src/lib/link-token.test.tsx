import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { dropToken, takeToken, useLinkToken } from "./link-token";

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

  it("is unknown for a moment, then there, and another link replaces it", async () => {
    window.history.replaceState(null, "", "/reset-password#token=one");
    const { result, unmount } = renderHook(() => useLinkToken("reset"));
    expect(result.current).toBeUndefined();
    await waitFor(() => expect(result.current).toBe("one"));
    act(() => {
      window.history.replaceState(null, "", "/reset-password#token=two");
      window.dispatchEvent(new HashChangeEvent("hashchange"));
    });
    expect(result.current).toBe("two");
    expect(window.location.hash).toBe("");
    unmount();
    window.history.replaceState(null, "", "/reset-password#token=three");
    window.dispatchEvent(new HashChangeEvent("hashchange"));
    expect(window.location.hash).toBe("#token=three");
  });
});
