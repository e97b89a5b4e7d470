import { describe, expect, it } from "vitest";

import { writable } from "./share-text";

describe("the text on a picture for sharing", () => {
  it("is what was written, in the scripts that the font has", () => {
    for (const text of ["Café y conversación", "Phở at home", "Чтение партитур", "5 × 3 — “yes”"]) {
      expect(writable(text)).toBe(text);
    }
  });

  it("leaves out single signs that the font has not", () => {
    expect(writable("Sourdough 🥖 for  beginners")).toBe("Sourdough for beginners");
    expect(writable("Say 你 in Chinese, again")).toBe("Say in Chinese, again");
  });

  it("is none where the rest would not be the text any more", () => {
    for (const text of ["書道入門", "تعلم الخط", "🎨🎨", "Zen 書道入門"]) {
      expect(writable(text)).toBeNull();
    }
  });

  it("puts letters and their accents together", () => {
    expect(writable("Cafe\u0301")).toBe("Café");
  });

  it("ends before it is too long, at a word", () => {
    const text = writable("word ".repeat(40)) ?? "";
    expect(text.length).toBeLessThanOrEqual(92);
    expect(text).toMatch(/word …$/);
  });
});
