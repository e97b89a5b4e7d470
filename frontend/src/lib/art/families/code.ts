import { box, d, disc, fill, group, half, HEIGHT, mix, pill, ring, type Rect, WIDTH } from "../pen";
import type { Motif } from "../scene";

/** A bundle of lines that turns twice and never crosses; two of them arrive. */
const lines: Motif = ({ ground, one, two, three, deep, pick, rotate }) => {
  const gap = pick([24, 27]);
  const width = pick([12, 15]);
  const x = pick([60, 110, 160]);
  const [top, back] = [36, 32];
  const bend = gap * 4 + back;
  const low = top + bend + pick([4, 28]);
  const inks = rotate([one, two, three, one, mix(one, ground, 0.45)]);
  const arrivals = pick([
    [1, 3],
    [0, 2],
    [2, 4],
    [4, 1],
  ]);
  const spot = [x + bend + 190, top + 68, 64] as const;
  let out = fill(deep, disc(...spot)) + fill(two, half(...spot, 1));
  inks.forEach((ink, i) => {
    const outer = bend - i * gap;
    const inner = back + i * gap;
    const y = low + inner;
    const stop = arrivals.indexOf(i);
    const end = stop < 0 ? WIDTH + 20 : 530 - stop * 90;
    out += `<path fill="none" stroke="${ink}" stroke-width="${width}" d="${d`M-20 ${top + i * gap}H${x}a${outer} ${outer} 0 0 1 ${outer} ${outer}V${low}a${inner} ${inner} 0 0 0 ${inner} ${inner}H${end}`}"/>`;
    if (stop >= 0) out += fill(ground, disc(end, y, 15)) + fill(ink, ring(end, y, 18, 8));
  });
  return pick([out, group(`matrix(1 0 0 -1 0 ${HEIGHT})`, out)]);
};

/** Written lines, and the window that is laid over them. */
const windows: Motif = ({ ground, one, two, three, deep, pick, rotate, cycle, inside }) => {
  const inkAt = cycle([one, one, three]);
  const indents = rotate([0, 1, 2, 2, 1, 3, 0]);
  const lengths = rotate([7, 5, 9, 4, 8, 3, 6]);
  const frame = box(
    ...pick<Rect>([
      [280, 80, 240, 200],
      [240, 40, 200, 280],
      [320, 80, 240, 240],
      [160, 120, 320, 160],
    ]),
  );
  let bare = "";
  let framed = "";
  lengths.forEach((length, i) => {
    const x = 60 + (indents[i] ?? 0) * 40;
    const y = 48 + i * 40;
    const end = x + length * 40;
    const ink = inkAt(i);
    const words = pill(x, y, end - x - 16, 24) + pill(end, y, 580 - Math.min(end, 500), 24);
    bare += fill(ink, words);
    framed += fill(ink === one ? ground : deep, words);
  });
  return bare + inside(frame, fill(two, frame), framed);
};

export const code = { lines, windows };
