import {
  around,
  blade,
  box,
  type Circle,
  d,
  disc,
  fill,
  half,
  HEIGHT,
  leaf,
  mix,
  oval,
  over,
  type Rect,
  ring,
  solid,
  turn,
  WIDTH,
} from "../pen";
import type { Motif, Scene } from "../scene";

type Dish = (scene: Scene, x: number, y: number, r: number) => string;

const citrus: Dish = ({ one, two }, x, y, r) => {
  const piece = `<path fill="${two}" stroke="${two}" stroke-width="6" stroke-linejoin="round" d="${d`M${x} ${y - r * 0.12}l${r * 0.2} ${r * -0.6}a${r * 0.74} ${r * 0.74} 0 0 0 ${r * -0.4} 0z`}"/>`;
  return fill(two, disc(x, y, r)) + fill(one, disc(x, y, r * 0.9)) + around(9, x, y, piece);
};

const salad: Dish = ({ ground, one, three, deep, pick }, x, y, r) =>
  fill(one, disc(x, y, r)) +
  fill(mix(one, ground, 0.24), disc(x, y, r * 0.74)) +
  turn(
    pick([20, 65, 110]),
    x,
    y,
    fill(three, half(x + r * 0.03, y, r * 0.58, 1)),
    fill(deep, half(x - r * 0.03, y, r * 0.58, -1)),
  );

const fruit: Dish = ({ one, three, deep }, x, y, r) =>
  fill(three, disc(x, y, r)) +
  fill(mix(three, one, 0.2), disc(x, y, r * 0.84)) +
  fill(one, disc(x, y, r * 0.34)) +
  around(12, x, y, fill(deep, oval(x, y - r * 0.58, r * 0.055, r * 0.12)));

const soup: Dish = ({ one, two, three, deep }, x, y, r) =>
  fill(deep, disc(x, y, r)) +
  fill(two, disc(x, y, r * 0.82)) +
  fill(one, disc(x + r * 0.14, y - r * 0.1, r * 0.46)) +
  fill(three, disc(x + r * 0.14, y - r * 0.1, r * 0.2));

/** A laid table from above. */
const table: Motif = (scene) => {
  const { ground, deep, pick, cycle } = scene;
  const places = pick<readonly Circle[]>([
    [
      [214, 186, 150],
      [456, 128, 100],
      [500, 300, 64],
    ],
    [
      [426, 176, 156],
      [168, 116, 92],
      [152, 290, 64],
    ],
    [
      [320, 184, 148],
      [96, 104, 84],
      [556, 268, 92],
    ],
    [
      [176, 180, 128],
      [464, 180, 128],
    ],
  ]);
  const dishAt = cycle([citrus, salad, fruit, soup]);
  const cloth = pick([box(0, 0, 240, HEIGHT), box(400, 0, 240, HEIGHT), box(0, 240, WIDTH, 120)]);
  return (
    fill(mix(ground, deep, 0.24), cloth) +
    places.map((place, i) => dishAt(i)(scene, ...place)).join("")
  );
};

/** A loaf on its board, scored like an ear of wheat, and what came from the same oven. */
const loaf: Motif = ({ ground, one, two, three, deep, pick }) => {
  const x = pick([250, 390]);
  const y = 180;
  const crust = mix("#9a5426", two, 0.25);
  const crumb = mix("#d89a50", two, 0.25);
  const scores = pick<readonly Rect[]>([
    [0, 1, 2, 3].flatMap((i): Rect[] => [
      [0, 102 - i * 50, -50, -50],
      [0, 102 - i * 50, 50, -50],
    ]),
    [
      [0, -24, 0, -84],
      [24, 0, 84, 0],
      [0, 24, 0, 84],
      [-24, 0, -84, 0],
      [24, -24, 56, -56],
      [24, 24, 56, 56],
      [-24, 24, -56, 56],
      [-24, -24, -56, -56],
    ],
    [-66, -22, 22, 66].map((dy): Rect => [
      -104 + Math.abs(dy) * 0.6,
      dy,
      208 - Math.abs(dy) * 1.2,
      0,
    ]),
  ]);
  const cut = (part: typeof leaf) =>
    scores.map(([dx, dy, w, h]) => part(x + dx, y + dy, w, h, w > 90 ? 1.4 : 0.72)).join("");
  const bagels = pick([[100], [252], [84, 268]]);
  return [
    fill(mix(ground, deep, 0.3), disc(x, y, 200)),
    turn(
      pick([0, 30, -30, 90]),
      x,
      y,
      solid(crust, disc(x, y, 152), half(x, y, 152, 1)),
      solid(crumb, disc(x, y, 132), half(x, y, 132, 1)),
      fill(one, cut(leaf)),
      over(mix(one, crumb, 0.45), cut(blade)),
    ),
    ...bagels.map((by) => {
      const bx = x < 320 ? 540 : 100;
      return (
        fill(mix(crust, three, 0.3), ring(bx, by, 72, 24)) +
        fill(mix(crumb, three, 0.1), ring(bx, by, 60, 34)) +
        around(9, bx, by, fill(one, oval(bx, by - 47, 3.5, 7)))
      );
    }),
  ].join("");
};

export const food = { table, loaf };
