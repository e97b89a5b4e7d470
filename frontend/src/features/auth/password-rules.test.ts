import { describe, expect, it } from "vitest";

import { passwordRules } from "./password-rules";

const ABOUT = ["Lena", "Vogt", "lena.vogt", "lena@vogt.example"];
const met = (password: string, about = ABOUT) =>
  passwordRules(password, about).map(({ isMet }) => isMet);

describe("a password", () => {
  it("meets nothing while it is empty", () => {
    expect(met("")).toEqual([false, false, false]);
  });

  it("is long enough by characters, not by bytes", () => {
    expect(met("äöüäöü1")[0]).toBe(false);
    expect(met("äöüäöü12")[0]).toBe(true);
    expect(met("🧑🧑🧑🧑")[0]).toBe(false);
  });

  it("is more than digits", () => {
    expect(met("1234567890")[1]).toBe(false);
    expect(met("123456789o")[1]).toBe(true);
  });

  it.each(["lena.vogt", "LenaVogt", "lena.vogt1", "tgov.anel", "lena@vogt.example"])(
    "is not like what the account says: %s",
    (password) => {
      expect(met(password)[2]).toBe(false);
    },
  );

  it.each(["kiln-and-compass-7", "a long e2e passphrase", "lena plays the cello well"])(
    "may have such a word in it: %s",
    (password) => {
      expect(met(password)[2]).toBe(true);
    },
  );

  it("is compared with nothing where nothing was typed", () => {
    expect(met("violet-harbor", ["", "", "", ""])).toEqual([true, true, true]);
  });
});
