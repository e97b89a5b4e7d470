import { expect, it } from "vitest";

import { bookingNumber } from "./booking-number";

it("is the tail of the id in two groups", () => {
  expect(bookingNumber("01a21033-d6a2-7749-96b6-b1ee0ee419c7")).toBe("E41-9C7");
});

it("reaches over a dash of the id", () => {
  expect(bookingNumber("abc-def012")).toBe("DEF-012");
  expect(bookingNumber("01-02-03-04-05-06")).toBe("040-506");
});
