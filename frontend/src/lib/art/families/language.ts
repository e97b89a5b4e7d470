import { d, disc, fill, group, line, move, over, ring } from "../pen";
import type { Motif } from "../scene";

/** A spoken thing: round at three corners, sharp at the lower one that points to its speaker. */
const speech = (x: number, y: number, w: number, h: number, speaker: "left" | "right") => {
  const r = Math.min(w, h) / 2;
  const top = d`M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}`;
  return speaker === "left"
    ? top +
        d`v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${r - w}v${r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`
    : top +
        d`v${h - r}h${r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;
};

/** Accents and stops, drawn about 0 0 within 40. */
const MARKS: readonly ((ink: string) => string)[] = [
  (ink) => fill(ink, disc(0, 0, 24)),
  (ink) => line(ink, 18, "M-42 8q21-36 42-8t42-8"),
  (ink) => fill(ink, ring(0, 0, 32, 15)),
  (ink) => line(ink, 18, "M-20 20 20-20"),
  (ink) => line(ink, 18, "M-30 14 0-16 30 14"),
  (ink) => fill(ink, disc(-28, 0, 16), disc(28, 0, 16)),
  (ink) => fill(ink, disc(0, -12, 20), "M20-12Q20 26-14 36 2 16 0 4z"),
  (ink) => line(ink, 18, "M-30-12Q0 28 30-12"),
];

/** Two voices, and what they share. */
const voices: Motif = ({ one, two, three, deep, pick, cycle, inside }) => {
  const [x = 0, y = 0, w = 0, h = 0, dx = 0, dy = 0] = pick([
    [80, 40, 320, 200, 160, 80],
    [80, 40, 280, 240, 200, 40],
    [60, 60, 360, 160, 160, 80],
    [80, 20, 260, 320, 220, 0],
  ]);
  const mine = speech(x, y, w, h, "left");
  const yours = speech(x + dx, y + dy, w, h, "right");
  const markAt = cycle(MARKS);
  const apart = pick([1, 2, 3]);
  const from = Math.min(w, h) / 2 + (dx - 160) / 8;
  return [
    fill(one, mine),
    fill(two, yours),
    inside(mine, over(deep, yours)),
    move(x + from, y + h / 2 - dy / 8, markAt(0)(three)),
    move(x + w + dx - from, y + h / 2 + dy * 1.12, markAt(apart)(three)),
  ].join("");
};

/** The small signs that carry an accent, each said aloud. */
const signs: Motif = ({ one, two, three, deep, pick, cycle }) => {
  const [columns = 0, rows = 0, scale = 1] = pick([
    [4, 2, 1],
    [3, 2, 1.1],
    [2, 1, 1.9],
  ]);
  const markAt = cycle(MARKS);
  const inkAt = cycle([one, two, three, deep]);
  const pitch = 136 * scale + 16;
  const step = pick([1, 2]);
  let out = "";
  for (let i = 0; i < columns * rows; i++) {
    const column = i % columns;
    const row = (i - column) / columns;
    const ink = inkAt(column + row * step);
    out += group(
      d`translate(${320 + (column - (columns - 1) / 2) * pitch} ${180 + (row - (rows - 1) / 2) * pitch}) scale(${scale})`,
      fill(ink, speech(-68, -68, 136, 136, (column + row) % 2 ? "right" : "left")),
      markAt(i)(ink === three ? deep : three),
    );
  }
  return out;
};

export const language = { voices, signs };
