import { describe, expect, it } from "vitest";

import { NOW, session } from "../testing";
import { inView, nextOrder, readView, rowsOf, usualOrder, type Order, type View } from "./table";

const all = [
  session({ id: "late", title: "Raku", start_time: "2026-12-19T10:00:00Z", price: "9.00" }),
  session({ id: "open", title: "An hour", start_time: null, end_time: null, price: "100.00" }),
  session({ id: "soon", title: "Kiln night", start_time: "2026-11-28T10:00:00Z", price: "0.00" }),
  session({ id: "draft", title: "Plates", status: "draft", start_time: "2026-12-01T10:00:00Z" }),
  session({ id: "ended", end_time: "2026-11-20T10:00:00Z", start_time: "2026-11-20T08:00:00Z" }),
  session({ id: "older", end_time: "2026-10-20T10:00:00Z", start_time: "2026-10-20T08:00:00Z" }),
  session({ id: "off", status: "cancelled" }),
];

function ids(view: View, order: Order = usualOrder(view), query = ""): string[] {
  return rowsOf(all, { view, query, order, now: NOW }).map((each) => each.id);
}

describe("the table of sessions", () => {
  it("shows what is current by its start, what has no day last", () => {
    expect(ids("current")).toEqual(["soon", "draft", "late", "open"]);
    expect(ids("current", { column: "start", isDescending: true })).toEqual([
      "late",
      "draft",
      "soon",
      "open",
    ]);
  });

  it("shows what is over from its newest", () => {
    expect(ids("ended")).toEqual(["ended", "older"]);
    expect(ids("cancelled")).toEqual(["off"]);
    expect(ids("draft")).toEqual(["draft"]);
    expect(inView(all, "all", NOW)).toHaveLength(all.length);
  });

  it("sorts prices as numbers and titles as words", () => {
    expect(ids("current", { column: "price", isDescending: false })).toEqual([
      "soon",
      "late",
      "draft",
      "open",
    ]);
    expect(ids("current", { column: "title", isDescending: false })[0]).toBe("open");
  });

  it("finds by words of the title in any order", () => {
    expect(ids("current", usualOrder("current"), "NIGHT kiln")).toEqual(["soon"]);
    expect(ids("current", usualOrder("current"), "zzz")).toEqual([]);
  });

  it("turns around when the same column is asked for again", () => {
    const first = nextOrder(usualOrder("current"), "price");
    expect(first).toEqual({ column: "price", isDescending: false });
    expect(nextOrder(first, "price").isDescending).toBe(true);
    expect(readView("ended")).toBe("ended");
    expect(readView("x")).toBe("current");
  });
});
