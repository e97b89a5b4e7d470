import { describe, expect, it, vi } from "vitest";

import { csvOf, saveCsv } from "./save-file";

describe("a file for spreadsheets", () => {
  it("quotes what would break a row", () => {
    expect(
      csvOf([
        ["a", 1],
        ['say "hi"', "x,y"],
        ["two\nlines", ""],
      ]),
    ).toBe('a,1\r\n"say ""hi""","x,y"\r\n"two\nlines",\r\n');
  });

  it("begins with the mark of its code page, once", async () => {
    const made: Blob[] = [];
    vi.stubGlobal("URL", {
      createObjectURL: (blob: Blob) => {
        made.push(blob);
        return "blob:x";
      },
      revokeObjectURL: () => undefined,
    });
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    saveCsv("a.csv", "a\r\n");
    saveCsv("a.csv", "\uFEFFa\r\n");
    expect(click).toHaveBeenCalledTimes(2);
    const sizes = made.map((blob) => blob.size);
    expect(sizes).toEqual([6, 6]);
  });
});
