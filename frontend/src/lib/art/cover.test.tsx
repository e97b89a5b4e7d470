import { describe, expect, it } from "vitest";

import { coverSvg, coverUri, draw } from "./cover";
import { FAMILIES } from "./families";
import { PALETTES, paletteOf } from "./palettes";
import { TOPICS } from "./topics";

const ids = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `01a21033-d6a5-76fa-b3ad-${(i * 7919).toString(16).padStart(12, "0")}`,
  );

function faults(svg: string): string[] {
  const page = new DOMParser().parseFromString(svg, "image/svg+xml");
  return [
    page.querySelector("parsererror") || page.documentElement.localName !== "svg" ? "not XML" : "",
    svg.match(/NaN|undefined|null|Infinity|\[object|\de-\d/)?.[0] ?? "",
    svg.length > 6144 ? `${svg.length} bytes` : "",
    svg.length < 400 ? "nothing drawn" : "",
    svg.match(/\d\.\d{3,}/)?.[0] ?? "",
  ].filter(Boolean);
}

describe.each(TOPICS)("the covers of %s", (topic) => {
  it.each(Object.entries(FAMILIES[topic]))("%s is sound in every palette", (_, motif) => {
    for (let palette = 0; palette < PALETTES; palette++) {
      for (let seed = 0; seed < 50; seed++) {
        const svg = draw([motif], topic, palette, seed * 0x9e3779b1);
        expect(faults(svg), svg).toEqual([]);
      }
    }
  });

  it("have palettes of five colors", () => {
    for (let palette = 0; palette < PALETTES; palette++) {
      const colors = Object.values(paletteOf(topic, palette));
      expect(colors).toHaveLength(5);
      for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/);
    }
  });
});

describe("the cover of a session", () => {
  it("has the same bytes for the same id and title", () => {
    for (const id of ids(20)) {
      expect(coverUri(id, "Glaze chemistry")).toBe(coverUri(id, "Glaze chemistry"));
    }
  });

  it("depends on the id, and on the title only by its topic", () => {
    expect(new Set(ids(60).map((id) => coverSvg(id, "Glaze chemistry"))).size).toBeGreaterThan(45);
    expect(coverSvg("1", "Glaze chemistry")).toBe(coverSvg("1", "Raku afternoon"));
    expect(coverSvg("1", "Glaze chemistry")).not.toBe(coverSvg("1", "Rye, the Baltic way"));
  });

  it("shows no word of a title, whatever stands in it", () => {
    const titles = [
      '<script>alert("x")</script>',
      '"><img src=x onerror=alert(1)>',
      "&amp; 100% #1\n</svg>",
      "🎹🔥 Piano",
      "\u202eصباح الخير",
      "zzzqqq".repeat(2000),
      "\u0000\ud800",
      "",
    ];
    for (const title of titles) {
      const svg = coverSvg("01a21033", title);
      expect(faults(svg)).toEqual([]);
      expect(svg).not.toMatch(/script|alert|onerror|zzz|[^\x20-\x7e]/);
    }
  });

  it("shows nothing of the id either", () => {
    expect(coverSvg('"><script>', "Fog")).not.toContain("script");
  });

  it("is a URI that says the same as the document and needs few escapes", () => {
    for (const id of ids(30)) {
      const [head, data = ""] = coverUri(id, "Half an hour, just us").split(/,(.*)/s);
      const svg = coverSvg(id, "Half an hour, just us");
      expect(head).toBe("data:image/svg+xml");
      expect(data).not.toMatch(/["'<>#\n]/);
      expect(decodeURIComponent(data)).toBe(svg);
      expect(data.length).toBeLessThan(encodeURIComponent(svg).length * 0.9);
    }
  });
});
