import { describe, expect, it } from "vitest";

import { emailFault, isEmail } from "./email";

describe("an e-mail address", () => {
  it.each(["lin@example.com", " lin@example.com ", "zoë+1@bücher.example"])("is %s", (typed) => {
    expect(isEmail(typed)).toBe(true);
    expect(emailFault(typed)).toBe(true);
  });

  it.each(["", "lin", "lin@", "@example.com", "lin @example.com"])("is not “%s”", (typed) => {
    expect(isEmail(typed)).toBe(false);
    expect(emailFault(typed)).toBe("Enter an e-mail address.");
  });
});
