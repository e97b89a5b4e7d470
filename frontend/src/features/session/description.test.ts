import { describe, expect, it } from "vitest";

import { blocksOf } from "./description";

const kinds = (text: string) => blocksOf(text).map((block) => block.kind);

describe("a description", () => {
  it("is paragraphs between blank lines, whatever ends a line", () => {
    expect(blocksOf("One.\r\n\r\nTwo,\r\nstill two.\n \n\n\nThree.")).toEqual([
      { kind: "paragraph", text: "One." },
      { kind: "paragraph", text: "Two,\nstill two." },
      { kind: "paragraph", text: "Three." },
    ]);
  });

  it("has headings: short lines alone, above something", () => {
    expect(blocksOf("We throw.\n\nWhat you will do\n\nA bowl.\n\nBring nothing")).toEqual([
      { kind: "paragraph", text: "We throw." },
      { kind: "heading", text: "What you will do" },
      { kind: "paragraph", text: "A bowl." },
      { kind: "paragraph", text: "Bring nothing" },
    ]);
  });

  it("takes no sentence, no first line and no long line for a heading", () => {
    expect(kinds("Pottery\n\nA text.")).toEqual(["paragraph", "paragraph"]);
    expect(kinds("Lead.\n\nAny level, from the first word on.\n\nMore.")).not.toContain("heading");
    expect(kinds(`Lead.\n\n${"word ".repeat(20)}\n\nMore.`)).not.toContain("heading");
  });

  it("has lists, also below the line that names them", () => {
    expect(blocksOf("Lead.\n\nHave with you:\n- clay\n* a - dash\n• tea\n\n- more")).toEqual([
      { kind: "paragraph", text: "Lead." },
      { kind: "heading", text: "Have with you" },
      { kind: "list", items: ["clay", "a - dash", "tea"] },
      { kind: "list", items: ["more"] },
    ]);
  });

  it("stays text, whatever is written in it", () => {
    expect(blocksOf("<b>bold</b>\n\n-5 degrees is cold.")).toEqual([
      { kind: "paragraph", text: "<b>bold</b>" },
      { kind: "paragraph", text: "-5 degrees is cold." },
    ]);
  });
});
