import { type Circle, d, disc, dome, fill, HEIGHT, line, mix, over, pill, WIDTH } from "../pen";
import type { Motif } from "../scene";

/** One body, seen at many moments. */
const phases: Motif = ({ one, two, three, pick, below }) => {
  const [columns = 0, rows = 0, r = 0] = pick([
    [6, 3, 40],
    [4, 2, 66],
    [5, 3, 46],
    [3, 1, 84],
  ]);
  const start = below(12);
  const [step = 1, fall = columns] = pick([[1], [2, 3]]);
  const hot = below(columns * rows);
  const pitch =
    2 * r +
    Math.min((WIDTH - columns * 2 * r) / (columns + 1), (HEIGHT - rows * 2 * r) / (rows + 1));
  let dark = "";
  let lit = "";
  let chosen = "";
  for (let i = 0; i < columns * rows; i++) {
    const column = i % columns;
    const row = (i - column) / columns;
    const x = 320 + (column - (columns - 1) / 2) * pitch;
    const y = 180 + (row - (rows - 1) / 2) * pitch;
    // Twelve moments, new at 0 and full at 6; half an oval is the edge of the shadow.
    const moment = (start + column * step + row * fall) % 12;
    const edge = 1 - Math.min(moment, 12 - moment) / 3;
    const waxes = moment < 6;
    if (i === hot) {
      chosen = disc(x, y, r);
      continue;
    }
    dark += disc(x, y, r);
    if (moment)
      lit += d`M${x} ${y - r}a${r} ${r} 0 0 ${waxes ? 1 : 0} 0 ${2 * r}a${Math.abs(edge * r)} ${r} 0 0 ${edge < 0 === waxes ? 1 : 0} 0 ${-2 * r}z`;
  }
  return fill(two, dark) + fill(one, lit) + fill(three, chosen);
};

/** Clouds before a low sun, which shows through them in a color of its own. */
const clouds: Motif = ({ one, two, three, pick, inside }) => {
  const sun = disc(
    ...pick<Circle>([
      [200, 160, 120],
      [440, 150, 130],
      [320, 170, 136],
    ]),
  );
  const layers = pick<readonly Circle[]>([
    [
      [80, 120, 240],
      [280, 160, 280],
      [40, 200, 200],
      [360, 240, 240],
    ],
    [
      [320, 80, 200],
      [160, 120, 280],
      [40, 200, 320],
      [280, 240, 320],
    ],
    [
      [-40, 120, 300],
      [300, 120, 140],
      [180, 200, 380],
      [60, 280, 240],
    ],
    [
      [-40, 160, 720],
      [80, 240, 720],
      [-120, 80, 400],
      [-40, 320, 300],
    ],
    [
      [120, 80, 240],
      [80, 120, 360],
      [240, 200, 320],
      [200, 240, 280],
    ],
  ]);
  const puffs = pick([0, 1, 2]);
  const shapes = layers
    .map(
      ([x, y, w], i) =>
        pill(x, y - 20, w, 40) +
        (i % 3 < puffs ? dome(x + w * 0.42, y, 56) + dome(x + w * 0.66, y, 40) : ""),
    )
    .join("");
  const falls = [0, 1, 2, 3, 4, 5, 6].map((i) => `M${120 + i * 64} ${i % 2 ? 280 : 300}l-14 32`);
  return [
    fill(three, sun),
    puffs === 2 ? line(mix(two, one, 0.3), 9, falls.join("")) : "",
    fill(one, shapes),
    inside(sun, over(mix(one, three, 0.42), shapes)),
  ].join("");
};

export const science = { phases, clouds };
