import { afterEach, describe, expect, it, vi } from "vitest";

import { forget, recall, remember } from "./session-store";

afterEach(() => forget("draft"));

describe("what a tab keeps", () => {
  it("is there again after a reload, until it is forgotten", async () => {
    remember("draft", { title: "Bernoulli" });
    vi.resetModules();
    const afterwards = await import("./session-store");
    expect(afterwards.recall("draft")).toEqual({ title: "Bernoulli" });
    forget("draft");
    expect(recall("draft")).toBeNull();
  });

  it("is nothing when it can't be read", () => {
    sessionStorage.setItem("draft", "{");
    expect(recall("draft")).toBeNull();
  });

  it("is kept for as long as the page where storage is forbidden", () => {
    const forbidden = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(forbidden);
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(forbidden);
    vi.spyOn(Storage.prototype, "removeItem").mockImplementation(forbidden);
    remember("draft", 1);
    expect(recall("draft")).toBe(1);
    forget("draft");
    expect(recall("draft")).toBeNull();
  });
});
