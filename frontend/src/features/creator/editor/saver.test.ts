import { beforeEach, describe, expect, it, vi } from "vitest";

import { ApiError, noAnswer } from "@/lib/problem";

import { NOW, session } from "../testing";
import type { Session } from "../queries";
import { isSavable, Saver, unsavedGroups, type SessionApi } from "./saver";
import { blankValues, valuesOf, type Values } from "./values";

const draft = session({ status: "draft", version: 3 });
const stale = new ApiError(412, "stale", "Stale.");
const typed: Values = { ...valuesOf(draft), title: "Typed" };

function apiOf(changes: Partial<SessionApi> = {}): SessionApi {
  let keys = 0;
  return {
    create: vi.fn(async (input) =>
      session({ ...(input as Partial<Session>), id: "made", version: 1 }),
    ),
    change: vi.fn(async (_id, input, version) =>
      session({ ...draft, ...(input as Partial<Session>), version: version + 1 }),
    ),
    read: vi.fn(async () => draft),
    newKey: () => `key-${++keys}`,
    ...changes,
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  return () => vi.useRealTimers();
});

describe("a draft that saves itself", () => {
  it("sends only what differs, tied to the version it came from", async () => {
    const api = apiOf();
    const saver = new Saver(api, draft);
    expect(await saver.save(typed)).toBe("saved");
    expect(api.change).toHaveBeenCalledExactlyOnceWith(draft.id, { title: "Typed" }, 3);
    expect(saver.snapshot()).toMatchObject({ base: { version: 4 }, savedAt: NOW, error: null });
    expect(await saver.save(typed)).toBe("unchanged");
    expect(api.change).toHaveBeenCalledTimes(1);
  });

  it("holds back fields with faults, and saves the rest", async () => {
    const api = apiOf();
    const saver = new Saver(api, draft);
    const values = { ...typed, price: "much" };
    await saver.save(values);
    expect(api.change).toHaveBeenCalledWith(draft.id, { title: "Typed" }, 3);
    expect(unsavedGroups(values, saver.snapshot().base, values)).toEqual(["price"]);
    expect(isSavable(values, saver.snapshot().base, ["price"])).toBe(false);
  });

  it("saves one thing after the other", async () => {
    const versions: number[] = [];
    const api = apiOf({
      change: async (_id, input, version) => {
        versions.push(version);
        await Promise.resolve();
        return session({ ...draft, ...(input as Partial<Session>), version: version + 1 });
      },
    });
    const saver = new Saver(api, draft);
    await Promise.all([saver.save(typed), saver.save({ ...typed, capacity: "9" })]);
    expect(versions).toEqual([3, 4]);
  });

  it("remembers what was refused, so that it is not sent again by itself", async () => {
    const change = vi
      .fn<SessionApi["change"]>()
      .mockRejectedValueOnce(new ApiError(400, "fields", "No.", { image: ["No."] }))
      .mockRejectedValueOnce(noAnswer())
      .mockRejectedValueOnce(new ApiError(401, "token_not_valid", "Sign in."))
      .mockImplementation(async () => session({ ...draft, title: "Typed", version: 4 }));
    const saver = new Saver(apiOf({ change }), draft);
    await saver.save(typed);
    expect(saver.snapshot().refused).toBe(typed);
    // Without an answer, or signed out, the same is worth another try.
    await saver.save(typed);
    expect(saver.snapshot().refused).toBeNull();
    await saver.save(typed);
    expect(saver.snapshot().refused).toBeNull();
    await saver.save(typed);
    expect(saver.snapshot()).toMatchObject({ refused: null, error: null });
  });

  it("tells its listeners until they leave", async () => {
    const saver = new Saver(apiOf(), draft);
    const listener = vi.fn();
    const leave = saver.subscribe(listener);
    await saver.save(typed);
    const heard = listener.mock.calls.length;
    expect(heard).toBeGreaterThan(0);
    leave();
    await saver.save({ ...typed, title: "More" });
    expect(listener).toHaveBeenCalledTimes(heard);
  });
});

describe("a new session", () => {
  const blank = blankValues("UTC");
  const whole = { ...blank, title: "New", description: "Words", price: "9" };

  it("stays here until it has what the API needs", async () => {
    const api = apiOf();
    const saver = new Saver(api, null);
    expect(await saver.save({ ...blank, title: "New" })).toBe("incomplete");
    expect(api.create).not.toHaveBeenCalled();
    expect(await saver.save(whole)).toBe("saved");
    expect(saver.snapshot().base?.id).toBe("made");
    expect(isSavable(blank, null, [])).toBe(false);
    expect(isSavable(whole, null, [])).toBe(true);
  });

  it("is made once, although the first answer got lost and more was typed since", async () => {
    const create = vi
      .fn<SessionApi["create"]>()
      .mockRejectedValueOnce(noAnswer())
      .mockImplementation(async (input) =>
        session({ ...(input as Partial<Session>), status: "draft", id: "made", version: 1 }),
      );
    const api = apiOf({ create });
    const saver = new Saver(api, null);
    expect(await saver.save(whole)).toBe("failed");
    expect(await saver.save({ ...whole, title: "Newer" })).toBe("saved");
    const [first, second] = create.mock.calls;
    expect(second).toEqual(first);
    expect(api.change).toHaveBeenCalledWith("made", { title: "Newer" }, 1);
  });

  it("takes a new key after a refusal, for then there is nothing", async () => {
    const create = vi
      .fn<SessionApi["create"]>()
      .mockRejectedValueOnce(new ApiError(400, "fields", "No.", { title: ["No."] }))
      .mockImplementation(async () => session({ id: "made" }));
    const saver = new Saver(apiOf({ create }), null);
    await saver.save(whole);
    await saver.save(whole);
    expect(create.mock.calls.map(([, key]) => key)).toEqual(["key-1", "key-2"]);
  });

  it("can be published at once, and after its session was deleted", async () => {
    const api = apiOf();
    const saver = new Saver(api, null);
    await saver.save({ ...whole, kind: "open" }, "published");
    expect(api.create).toHaveBeenCalledWith(
      expect.objectContaining({ status: "published" }),
      "key-1",
    );
    saver.detach();
    await saver.save(whole);
    expect(api.create).toHaveBeenCalledTimes(2);
  });
});

describe("a session that was changed elsewhere", () => {
  const theirs = session({ ...draft, title: "Theirs", price: "50.00", version: 7 });

  it("asks field by field, then goes on from their version", async () => {
    const change = vi.fn<SessionApi["change"]>().mockRejectedValueOnce(stale);
    change.mockImplementation(async (_id, input, version) =>
      session({ ...theirs, ...(input as Partial<Session>), version: version + 1 }),
    );
    const saver = new Saver(apiOf({ change, read: async () => theirs }), draft);
    expect(await saver.save(typed)).toBe("conflict");
    const { conflict } = saver.snapshot();
    expect(conflict?.differences.map((each) => each.group)).toEqual(["title", "price"]);
    expect(await saver.save(typed)).toBe("conflict");
    expect(change).toHaveBeenCalledTimes(1);

    const merged = saver.settle(typed, ["price"]);
    expect(merged).toMatchObject({ title: "Typed", price: "50.00" });
    expect(await saver.save(merged)).toBe("saved");
    expect(change).toHaveBeenLastCalledWith(draft.id, { title: "Typed" }, 7);
  });

  it("asks nothing when they did what I did, or only the version moved", async () => {
    const change = vi.fn<SessionApi["change"]>().mockRejectedValueOnce(stale);
    const same = session({ ...draft, title: "Typed", version: 9 });
    const saver = new Saver(apiOf({ change, read: async () => same }), draft);
    expect(await saver.save(typed)).toBe("unchanged");
    expect(saver.snapshot()).toMatchObject({
      base: { version: 9 },
      conflict: null,
      isSaving: false,
    });
  });

  it("does not take its own change for somebody else's when the answer got lost", async () => {
    const arrived = session({ ...draft, title: "Typed", version: 4 });
    const change = vi
      .fn<SessionApi["change"]>()
      .mockRejectedValueOnce(noAnswer())
      .mockRejectedValueOnce(stale)
      .mockImplementation(async (_id, input, version) =>
        session({ ...arrived, ...(input as Partial<Session>), version: version + 1 }),
      );
    const saver = new Saver(apiOf({ change, read: async () => arrived }), draft);
    expect(await saver.save(typed)).toBe("failed");
    expect(await saver.save({ ...typed, title: "Typed on" })).toBe("saved");
    expect(change).toHaveBeenLastCalledWith(draft.id, { title: "Typed on" }, 4);
  });

  it("says that it was cancelled, and tells when it can't be read", async () => {
    const change = vi.fn<SessionApi["change"]>().mockRejectedValue(stale);
    const gone = session({ ...draft, status: "cancelled", version: 9 });
    const saver = new Saver(apiOf({ change, read: async () => gone }), draft);
    await saver.save(typed);
    expect(saver.snapshot().conflict?.change).toContain("cancelled");

    const unread = new Saver(apiOf({ change, read: () => Promise.reject(noAnswer()) }), draft);
    expect(await unread.save(typed)).toBe("failed");
    expect(unread.settle(typed, ["title"])).toBe(typed);
  });
});
