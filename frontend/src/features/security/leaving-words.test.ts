import { describe, expect, it } from "vitest";

import { KindEnum } from "@/api/types.gen";

import { consequenceLines, sizeWords } from "./leaving-words";
import { logWords } from "./log-words";

const NOTHING = {
  upcoming_bookings: 0,
  refund: [],
  upcoming_sessions: 0,
  booked_seats: 0,
  can_delete: true,
  reasons: [],
};

describe("what deleting an account does", () => {
  it("is nothing to speak of for who has nothing ahead", () => {
    expect(consequenceLines(NOTHING)).toEqual([]);
  });

  it("is said with the sums, in each currency", () => {
    const refund = [
      { amount: "48.00", currency: "USD" },
      { amount: "20.00", currency: "EUR" },
    ];
    expect(consequenceLines({ ...NOTHING, upcoming_bookings: 2, refund })).toEqual([
      "2 bookings of yours are cancelled, and you get $48.00 and €20.00 back.",
    ]);
    expect(consequenceLines({ ...NOTHING, upcoming_bookings: 1 })).toEqual([
      "1 booking of yours is cancelled.",
    ]);
  });

  it("tells hosts about those who have booked", () => {
    expect(consequenceLines({ ...NOTHING, upcoming_sessions: 1, booked_seats: 3 })).toEqual([
      "1 session that you host is cancelled, and whoever has one of the 3 booked seats gets the whole price back.",
    ]);
  });
});

describe("the size of a file", () => {
  it("is never nothing", () => {
    expect([0, 900, 12_400, 1_240_000].map(sizeWords)).toEqual(["1 kB", "1 kB", "12 kB", "1.2 MB"]);
  });
});

describe("the log", () => {
  it.each(Object.values(KindEnum))("has a sentence of its own for %s", (kind) => {
    const plain = kind.replaceAll("_", " ");
    expect(logWords(kind).text.toLowerCase()).not.toBe(kind === "signed_in" ? "" : plain);
  });

  it("says something about what it does not know yet", () => {
    expect(logWords("brand_new_thing")).toEqual({ text: "Brand new thing" });
  });
});
