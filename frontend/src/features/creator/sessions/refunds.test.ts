import { describe, expect, it } from "vitest";

import { booking, session } from "../testing";
import { cancelLabel, cancelWords, refundsOf } from "./refunds";

describe("a cancel in words", () => {
  const of = session();
  const hold = booking({ status: "pending", payment_status: "unpaid", confirmed_at: null });

  it("names who is told and what goes back, at the price each paid", () => {
    const refunds = refundsOf([booking(), booking({ amount: "12.50" }), hold]);
    expect(refunds).toEqual({ booked: 2, held: 1, total: "57.50" });
    expect(cancelWords(of, refunds)).toBe(
      "2 people are booked and will all be told. $57.50 in all goes back to those who paid. 1 more seat is held without having been paid; that hold ends.",
    );
    expect(cancelLabel(of, refunds)).toBe("Cancel session, refund $57.50");
  });

  it("says so when nothing was paid, nobody is booked, or they are too many", () => {
    const free = refundsOf([booking({ amount: "0.00" })]);
    expect(cancelWords(of, free)).toContain(
      "1 person is booked and will be told. Nothing was paid",
    );
    expect(cancelLabel(of, free)).toBe("Cancel session");
    expect(cancelWords(of, refundsOf([]))).toBe("Nobody is booked, so nobody has to be told.");
    const crowd = session({ current_bookings: 1200 });
    expect(cancelWords(crowd, null)).toContain("1200 people hold seats");
    expect(cancelLabel(crowd, null)).toBe("Cancel session");
  });
});
