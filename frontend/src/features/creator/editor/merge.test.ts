import { describe, expect, it } from "vitest";

import { session } from "../testing";
import { differencesOf, mergeOf, statusChange } from "./merge";
import { valuesOf } from "./values";

const base = session();
const before = valuesOf(base);

describe("two versions of a session", () => {
  const theirs = session({
    title: "Theirs",
    price: "50.00",
    start_time: "2026-12-10T17:30:00Z",
    capacity: 10,
  });
  const mine = { ...before, title: "Mine", description: "Mine too", capacity: "10" };

  it("differ in what they changed and I do not have", () => {
    const found = differencesOf(before, mine, valuesOf(theirs));
    expect(found.map((each) => [each.group, each.isMineChanged])).toEqual([
      ["title", true],
      ["when", false],
      ["price", false],
    ]);
    expect(found[1]).toMatchObject({
      label: "Start",
      mine: "Wed 9 Dec, 18:30 CET",
      theirs: "Thu 10 Dec, 18:30 CET",
    });
  });

  it("become one, field by field", () => {
    const merged = mergeOf(mine, theirs, ["when", "price"]);
    expect(merged).toMatchObject({
      title: "Mine",
      description: "Mine too",
      date: "2026-12-10",
      price: "50.00",
      capacity: "10",
    });
    expect(mergeOf(mine, theirs, [])).toEqual(mine);
    expect(mergeOf(mine, theirs, ["title"]).title).toBe("Theirs");
  });

  it("do not differ when both did the same", () => {
    expect(
      differencesOf(before, { ...before, price: "50" }, { ...before, price: "50.00" }),
    ).toEqual([]);
  });

  it("are told what happened to the whole", () => {
    expect(statusChange(base, theirs)).toBeNull();
    expect(statusChange(base, session({ status: "cancelled" }))).toContain("cancelled");
    expect(statusChange(base, session({ status: "draft" }))).toContain("draft");
    expect(statusChange(session({ status: "draft" }), base)).toContain("published");
  });

  it("are shown in words for everything they may differ in", () => {
    const odd = valuesOf(
      session({
        ...{ start_time: null, image: "https://a.example/b", duration_minutes: 90 },
        ...{ topic: null, level: "beginner", language: "de", format: "online", place: null },
      }),
    );
    const found = differencesOf(odd, odd, before);
    expect(found.map((each) => [each.group, each.mine, each.theirs])).toEqual([
      ["image", "https://a.example/b", "No picture"],
      ["when", "Learners choose the day", "Wed 9 Dec, 18:30 CET"],
      ["duration", "90 min", "2 hours"],
      ["topic", "No topic", "Craft"],
      ["level", "Beginner", "For everybody"],
      ["language", "German", "English"],
      ["where", "Online", "In person: Kreuzberg, Berlin"],
    ]);
  });
});
