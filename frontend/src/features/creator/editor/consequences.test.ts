import { describe, expect, it } from "vitest";

import { session } from "../testing";
import { consequencesOf } from "./consequences";
import { startWords } from "./start-words";
import { valuesOf, type Values } from "./values";

function of(changes: Partial<Values>, current_bookings = 12, more = {}) {
  const base = session({ current_bookings, capacity: 14, ...more });
  return consequencesOf(base, { ...valuesOf(base), ...changes });
}

describe("what saving does", () => {
  it("is nothing for words and pictures", () => {
    expect(of({ title: "New", image: "https://a.example/b.png" })).toEqual({ list: [], told: 0 });
  });

  it("tells everybody of a move, and lets them out", () => {
    const { list, told } = of({ date: "2026-12-10" });
    expect(told).toBe(12);
    expect(list).toEqual([
      {
        title: "It moves from Wed 9 Dec, 18:30 CET to Thu 10 Dec, 18:30 CET.",
        words:
          "12 people are booked. Moving the start tells all of them and lets each out with a full refund.",
      },
    ]);
    expect(of({ date: "2026-12-10" }, 0).list[0]?.words).toContain("Nobody is booked");
    expect(of({ date: "2026-12-10" }, 1).list[0]?.words).toContain("1 person is booked.");
  });

  it("is no move when the zone changes and the moment stays", () => {
    expect(of({ time_zone: "America/New_York", time: "12:30" })).toEqual({ list: [], told: 0 });
    expect(of({ time_zone: "America/New_York" }).told).toBe(12);
  });

  it("keeps prices that people saw, and says where the seats are", () => {
    expect(of({ price: "50" }).list).toEqual([
      {
        title: "New bookings cost $50.00.",
        words: "The 12 people who took a seat keep the price they saw.",
      },
    ]);
    expect(of({ price: "50" }, 0).list[0]?.words).toBe("It was $45.00.");
    expect(of({ capacity: "13" }).list[0]).toEqual({
      title: "Seats go from 14 to 13.",
      words: "Of these 1 is free.",
    });
    expect(of({ capacity: "12" }).list[0]?.words).toContain("full");
  });

  it("names the new end", () => {
    const [longer] = of({ duration: "150" }).list;
    expect(longer?.title).toBe("It is held from 18:30 to 21:00 CET.");
    expect(longer?.words).toContain("no mail is sent");
    expect(of({ duration: "30" }, 0).list[0]?.words).toBe("");
    expect(of({ duration: "30" }, 0, { start_time: null }).list[0]?.title).toBe(
      "It lasts 30 minutes.",
    );
  });
});

describe("the start in words", () => {
  const now = new Date("2026-11-25T09:00:00Z");
  const values = valuesOf(session());

  it("names both zones when they differ", () => {
    expect(startWords(values, "America/New_York", now)).toEqual([
      "Wednesday 9 December, 18:30 to 20:30 CET in Berlin.",
      "For you in New York: 12:30 to 14:30 EST.",
    ]);
    expect(startWords(values, "Europe/Paris", now)).toHaveLength(1);
    expect(startWords({ ...values, date: "" }, "UTC", now)).toEqual([]);
    expect(startWords({ ...values, kind: "open" }, "UTC", now)).toEqual([]);
  });

  it("says which of two equal hours is meant, and that the clocks change before it", () => {
    const twice = { ...values, date: "2027-10-31", time: "02:30" };
    expect(startWords(twice, "Europe/Berlin", now)[1]).toContain("at the first, CEST");
    const summer = { ...values, date: "2027-06-01" };
    expect(startWords(summer, "Europe/Berlin", now)[1]).toContain("change before then");
  });
});

it("a new place is seen, and not told by mail", () => {
  const base = session({ current_bookings: 2 });
  const { list, told } = consequencesOf(base, { ...valuesOf(base), format: "online" });
  expect(list).toEqual([
    {
      title: "It is held here: Online.",
      words: "Everybody who is booked sees it, but no mail is sent about it.",
    },
  ]);
  expect(told).toBe(0);
  const [unsaid] = consequencesOf(base, { ...valuesOf(base), format: "" }).list;
  expect(unsaid?.title).toBe("Its page no longer says where it is held.");
});
