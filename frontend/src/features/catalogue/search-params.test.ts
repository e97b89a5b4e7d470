import { describe, expect, it } from "vitest";

import {
  activeFilters,
  apiQuery,
  catalogueHref,
  listQuery,
  NO_FILTERS,
  parseFilters,
  parseForm,
  sortOf,
  toParams,
  type Filters,
} from "./search-params";

const ALL: Filters = {
  q: "glaze & kiln",
  from: "2026-11-28",
  to: "2026-11-29",
  maxPrice: "25",
  hasSeats: false,
  topic: ["craft", "food"],
  level: ["beginner"],
  language: ["de", "yue"],
  format: ["online"],
  creator: "maya.lindqvist",
  sort: "-price",
  view: "calendar",
  month: "2026-11",
  cursor: "WyJ4Il0=:1xW:sig",
};

function reread(filters: Filters): Filters {
  return parseFilters(Object.fromEntries(toParams(filters)));
}

describe("the filters of the catalogue", () => {
  it("come back from their address as they were", () => {
    expect(reread(ALL)).toEqual(ALL);
    expect(reread(NO_FILTERS)).toEqual(NO_FILTERS);
    for (const part of Object.keys(ALL) as (keyof Filters)[]) {
      // A month is said of the calendar only.
      if (part === "month") continue;
      const one = { ...NO_FILTERS, [part]: ALL[part] };
      expect(reread(one), part).toEqual(one);
    }
  });

  it("say only what differs from the ordinary, always in one order", () => {
    expect(catalogueHref(NO_FILTERS)).toBe("/");
    expect(catalogueHref(ALL)).toBe(
      "/?q=glaze+%26+kiln&from=2026-11-28&to=2026-11-29&max_price=25&has_seats=false" +
        "&topic=craft%2Cfood&level=beginner&language=de%2Cyue&format=online" +
        "&creator=maya.lindqvist&sort=-price&view=calendar&month=2026-11",
    );
    const shuffled = parseFilters({ sort: "newest", q: "x" });
    expect(catalogueHref(shuffled)).toBe(catalogueHref(parseFilters({ q: "x", sort: "newest" })));
  });

  it("begin at the first page again when one of them changes", () => {
    expect(catalogueHref(ALL, { q: "" })).not.toContain("cursor");
    expect(catalogueHref(NO_FILTERS, { cursor: "abc" })).toBe("/?cursor=abc");
  });

  it("say a single day by its short name", () => {
    expect(parseFilters({ day: "2026-11-28" })).toMatchObject({
      from: "2026-11-28",
      to: "2026-11-28",
    });
    expect(catalogueHref({ ...NO_FILTERS, from: "2026-11-28", to: "2026-11-28" })).toBe(
      "/?day=2026-11-28",
    );
  });

  it("turn a range the right way round and take one end alone", () => {
    expect(parseFilters({ from: "2026-12-05", to: "2026-11-28" })).toMatchObject({
      from: "2026-11-28",
      to: "2026-12-05",
    });
    expect(parseFilters({ from: "2026-12-05" })).toMatchObject({ from: "2026-12-05", to: null });
  });

  it("are as if not there when they cannot be read", () => {
    const garbage = {
      day: "2026-02-30",
      from: "tomorrow",
      to: "9999-01-01",
      max_price: "-3",
      has_seats: "maybe",
      creator: "../../etc",
      topic: "toString,knitting",
      level: "expert",
      language: "deutsch,%,DE",
      format: ",,",
      sort: "toString",
      view: "map",
      month: "2026-13",
      cursor: "a b",
    };
    expect(parseFilters(garbage)).toEqual(NO_FILTERS);
    expect(parseFilters({ max_price: "1e9", q: "\u0000\n ", creator: "" })).toEqual(NO_FILTERS);
    expect(parseFilters({ q: ["one", "two"] }).q).toBe("one");
  });

  it("keep words within what the API takes, and whole characters", () => {
    expect(parseFilters({ q: "  wheel \t\n throwing " }).q).toBe("wheel throwing");
    const faces = parseFilters({ q: "🙂".repeat(300) }).q;
    expect(Array.from(faces)).toHaveLength(100);
    expect(faces.endsWith("🙂")).toBe(true);
  });

  it("are read from a form whose empty fields mean nothing", () => {
    const form = new FormData();
    for (const name of ["q", "from", "to", "max_price", "has_seats"]) form.set(name, "");
    expect(parseForm(form)).toEqual(NO_FILTERS);
    form.set("max_price", "0");
    expect(parseForm(form).maxPrice).toBe("0");
    // Each ticked box is an entry of its own.
    for (const topic of ["music", "craft", "music"]) form.append("topic", topic);
    expect(parseForm(form).topic).toEqual(["craft", "music"]);
    expect(parseFilters({ topic: ["music", "craft,food"] }).topic).toEqual([
      "craft",
      "food",
      "music",
    ]);
  });

  it("have one address for the same topics in any order", () => {
    const [one, other] = [{ topic: "music,craft" }, { topic: ["craft", "music"] }];
    expect(catalogueHref(parseFilters(one))).toBe("/?topic=craft%2Cmusic");
    expect(catalogueHref(parseFilters(other))).toBe("/?topic=craft%2Cmusic");
  });
});

describe("the order of the list", () => {
  it("is what fits best where words are looked for, and the soonest elsewhere", () => {
    expect(sortOf(NO_FILTERS)).toBe("soonest");
    expect(sortOf({ ...NO_FILTERS, q: "glaze" })).toBe("relevance");
    expect(sortOf({ ...NO_FILTERS, q: "glaze", view: "calendar" })).toBe("soonest");
    expect(sortOf({ ...NO_FILTERS, q: "glaze", sort: "price" })).toBe("price");
  });

  it("stands in the address only where it was chosen and makes a difference", () => {
    expect(catalogueHref({ ...NO_FILTERS, q: "glaze", sort: "soonest" })).toBe(
      "/?q=glaze&sort=soonest",
    );
    expect(parseFilters({ q: "glaze", sort: "soonest" }).sort).toBe("soonest");
    expect(catalogueHref({ ...NO_FILTERS, sort: "soonest" })).toBe("/");
    expect(catalogueHref({ ...NO_FILTERS, q: "glaze", sort: "relevance" })).toBe("/?q=glaze");
    expect(parseFilters({ sort: "relevance" }).sort).toBeNull();
    expect(parseFilters({ q: "glaze", sort: "relevance" }).sort).toBeNull();
  });

  it("is asked of the API as it is", () => {
    expect(listQuery({ ...NO_FILTERS, q: "glaze" }, "UTC").ordering).toBe("relevance");
    expect(listQuery({ ...NO_FILTERS, q: "glaze", sort: "soonest" }, "UTC").ordering).toBe(
      "start_time",
    );
  });
});

describe("what the API is asked for", () => {
  it("ends after the last day, in the reader's zone", () => {
    expect(listQuery(ALL, "Asia/Kolkata")).toEqual({
      q: "glaze & kiln",
      max_price: "25",
      has_seats: undefined,
      topic: "craft,food",
      level: "beginner",
      language: "de,yue",
      format: "online",
      creator: "maya.lindqvist",
      time_zone: "Asia/Kolkata",
      from: "2026-11-28",
      to: "2026-11-30",
      ordering: "-price",
      limit: 24,
    });
  });

  it("asks for seats unless told otherwise, and leaves out what is not set", () => {
    expect(apiQuery(NO_FILTERS, "UTC")).toBe(
      "has_seats=true&time_zone=UTC&ordering=start_time&limit=24",
    );
  });
});

it("the filters in use are those that can be taken away", () => {
  expect(activeFilters(NO_FILTERS)).toEqual([]);
  expect(activeFilters(ALL)).toEqual([
    "q",
    "days",
    "price",
    "topic",
    "level",
    "language",
    "format",
    "creator",
  ]);
  expect(activeFilters({ ...NO_FILTERS, maxPrice: "0" })).toEqual(["price"]);
});
