import { describe, expect, it } from "vitest";

import { booking } from "../testing";
import { byName, moneyWords, ofStatus, searched, stateChip } from "./booking-words";

const person = booking().user_details;
const named = (first_name: string, last_name: string, email = "x@example.com") =>
  booking({ user_details: { ...person, first_name, last_name, email } });

describe("a booking on a roster", () => {
  it("says where it stands", () => {
    expect(stateChip(booking(), "UTC").word).toBe("Booked");
    expect(stateChip(booking({ status: "cancelled" }), "UTC").tone).toBe("cancelled");
    const hold = booking({ status: "pending", hold_expires_at: "2026-11-25T13:32:00Z" });
    expect(stateChip(hold, "Europe/Berlin").word).toBe("Held until 14:32 CET");
  });

  it("says what became of the money", () => {
    expect(moneyWords(booking())).toBe("$45.00 paid");
    expect(moneyWords(booking({ amount: "0.00" }))).toBe("Free");
    expect(moneyWords(booking({ status: "pending", payment_status: "unpaid" }))).toBe(
      "Not paid yet",
    );
    const off = { status: "cancelled", payment_status: "refunded" } as const;
    expect(moneyWords(booking({ ...off, refund_status: "pending" }))).toBe(
      "$45.00 on its way back",
    );
    expect(moneyWords(booking({ ...off, refund_status: "succeeded" }))).toBe("$45.00 refunded");
    expect(moneyWords(booking({ ...off, refund_status: "failed" }))).toBe("$45.00, refund failed");
    expect(moneyWords(booking({ status: "cancelled" }))).toBe("$45.00 kept");
    expect(moneyWords(booking({ status: "cancelled", payment_status: "unpaid" }))).toBe(
      "Nothing was paid",
    );
  });

  it("is found by any part of name or e-mail, and stands by name", () => {
    const list = [named("Wei", "Chen"), named("Ada", "Byron", "ada@lovelace.example")];
    expect(searched(list, "chen WEI")).toHaveLength(1);
    expect(searched(list, "lovelace")).toHaveLength(1);
    expect(searched(list, "nobody")).toHaveLength(0);
    expect(byName(list).map((each) => each.user_details.first_name)).toEqual(["Ada", "Wei"]);
    expect(ofStatus([booking(), booking({ status: "cancelled" })], "live")).toHaveLength(1);
    expect(ofStatus([booking({ status: "cancelled" })], "cancelled")).toHaveLength(1);
  });
});
