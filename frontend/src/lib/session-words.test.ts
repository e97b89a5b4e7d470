import { expect, it } from "vitest";

import { languageName, whereWords } from "./session-words";

it("a language is called by its name, and an unknown code stands for itself", () => {
  expect(languageName("de")).toBe("German");
  expect(languageName("zh")).toBe("Chinese");
  for (const code of ["qqq", "", "not a code"]) expect(languageName(code)).toBe(code);
});

it("where a session is held is its place, or how it is held, or not said", () => {
  expect(whereWords({ format: "in_person", place: "Kreuzberg" })).toBe("Kreuzberg");
  expect(whereWords({ format: "in_person", place: null })).toBe("In person");
  expect(whereWords({ format: "online", place: null })).toBe("Online");
  expect(whereWords({ format: null, place: null })).toBeNull();
});
