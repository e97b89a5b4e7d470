import { describe, expect, it } from "vitest";

import { initialsOf, personName, shortName } from "./person";

const person = (first_name: string, last_name: string) => ({
  username: "mara.o",
  first_name,
  last_name,
});

describe("what people are called", () => {
  it("is their name, as far as they gave one", () => {
    expect(personName(person("Mara", "Okafor"))).toBe("Mara Okafor");
    expect(personName(person("", "Okafor"))).toBe("Okafor");
    expect(personName(person("", ""))).toBe("mara.o");
  });

  it("is short in sentences", () => {
    expect(shortName(person("Mara", "Okafor"))).toBe("Mara");
    expect(shortName(person("", "Okafor"))).toBe("Okafor");
    expect(shortName(person("", ""))).toBe("mara.o");
  });
});

describe("initials", () => {
  it("are those of the first and the last word", () => {
    expect(initialsOf("Mara Okafor")).toBe("MO");
    expect(initialsOf("  Anna Maria de la Cruz ")).toBe("AC");
    expect(initialsOf("mara")).toBe("M");
    expect(initialsOf("")).toBe("");
  });

  it("never cut a sign in two", () => {
    expect(initialsOf("👩🏽 Byron")).toBe("👩B");
    expect(initialsOf("李 小龍")).toBe("李小");
  });
});
