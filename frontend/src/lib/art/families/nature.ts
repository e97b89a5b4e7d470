import {
  blade,
  box,
  type Circle,
  d,
  disc,
  dome,
  fill,
  half,
  HEIGHT,
  leaf,
  mix,
  over,
  pill,
  type Rect,
  shade,
  solid,
  WIDTH,
} from "../pen";
import type { Motif } from "../scene";

/** Leaves on their stems, each with a light and a dark half, and one fruit. */
const leaves: Motif = ({ one, two, three, deep, pick, below }) => {
  const size = pick([90, 120]);
  const rows = HEIGHT / size;
  const pairs = Math.ceil(WIDTH / size / 2);
  const up = pick([1, -1]);
  const fruit = [below(rows), 1 + below(pairs - 2)] as const;
  let out = "";
  for (let row = 0; row < rows; row++) {
    for (let pair = 0; pair < pairs; pair++) {
      const x = WIDTH / 2 + (2 * pair + 1 - pairs) * size;
      const y = (up > 0 ? row + 1 : row) * size;
      if (row === fruit[0] && pair === fruit[1]) {
        const round = [x, (row + 0.5) * size, size / 2] as const;
        out += solid(three, disc(...round), half(...round, 1));
        continue;
      }
      const sides = [-size, size] as const;
      out += fill((row + pair) % 2 ? one : two, ...sides.map((dx) => leaf(x, y, dx, -up * size)));
      out += over(
        deep,
        ...sides.map((dx) =>
          dx * up > 0 ? blade(x, y, dx, -up * size) : blade(x + dx, y - up * size, -dx, up * size),
        ),
      );
    }
  }
  return out;
};

/** Mushrooms out of the ground, the light on one side of them. */
const mushrooms: Motif = ({ ground, one, two, three, deep, pick, cycle, inside }) => {
  const caps = pick<readonly Rect[]>([
    [
      [250, 200, 130, 120],
      [440, 250, 100, 60],
      [110, 268, 70, 64],
    ],
    [
      [400, 180, 140, 110],
      [210, 236, 110, 110],
      [560, 270, 64, 44],
    ],
    [
      [320, 170, 150, 130],
      [130, 250, 90, 56],
      [510, 240, 90, 90],
    ],
    [
      [200, 220, 120, 80],
      [400, 160, 110, 120],
      [540, 264, 70, 50],
    ],
  ]);
  const inkAt = cycle([three, one, two]);
  const pale = mix("#fff6e2", ground, 0.2);
  let out = fill(mix(ground, two, 0.4), disc(pick([90, 550]), 90, 56));
  let before = "";
  caps.forEach(([x, y, r, h], i) => {
    const ink = inkAt(i);
    const stem = r * 0.26;
    const cap = dome(x, y, r, h);
    out += solid(pale, box(x - stem, y, 2 * stem, HEIGHT), box(x, y, stem, HEIGHT));
    out += fill(shade(pale, 0.4), dome(x, y - 1, r * 0.62, -r * 0.14));
    out += solid(ink, cap, d`M${x} ${y - h}a${r} ${h} 0 0 1 ${r} ${h}h${-r}z`);
    if (before) out += inside(before, over(deep, cap));
    if (ink === three) {
      const spots = [
        [-0.5, 0.3, 0.11],
        [-0.16, 0.66, 0.14],
        [0.3, 0.42, 0.16],
        [0.02, 0.22, 0.07],
        [0.62, 0.2, 0.08],
      ];
      out += fill(
        pale,
        ...spots.map(([dx = 0, dy = 0, size = 0]) =>
          disc(x + dx * r, y - dy * h, size * Math.min(r, h)),
        ),
      );
    }
    before = cap;
  });
  return (
    out +
    fill(deep, dome(pick([120, 520]), 400, 420, 84)) +
    fill(mix(deep, one, 0.3), dome(pick([560, 60]), 420, 300, 90))
  );
};

/** Fruit trees and tall ones on two hills. */
const trees: Motif = ({ ground, one, two, three, deep, pick, cycle, inside }) => {
  const crowns = pick<readonly Circle[]>([
    [
      [130, 210, 88],
      [300, 170, 104],
      [470, 220, 84],
      [590, 250, 60],
    ],
    [
      [200, 190, 112],
      [410, 160, 120],
      [60, 240, 60],
      [570, 236, 70],
    ],
    [
      [110, 230, 76],
      [250, 180, 92],
      [400, 150, 104],
      [550, 210, 84],
    ],
  ]);
  const inkAt = cycle([one, two, deep]);
  let out = fill(mix(ground, three, 0.5), disc(pick([90, 340, 560]), 84, 60));
  let before = "";
  crowns.forEach(([x, y, r], i) => {
    const ink = inkAt(i);
    const tall = i % 2;
    const crown = tall ? leaf(x, y + r, 0, -2.2 * r, 0.58) : disc(x, y, r);
    out += fill(shade(ink, 0.5), box(x - 5, y, 10, HEIGHT));
    out += solid(ink, crown, tall ? blade(x, y - 1.2 * r, 0, 2.2 * r, 0.58) : half(x, y, r, 1));
    if (before) out += inside(before, over(shade(ink, 0.45), crown));
    out += fill(shade(ink, 0.5), pill(x - 5, y - r * 0.2, 10, r * 2));
    if (!tall) {
      const fruit = [
        [-0.5, -0.3],
        [-0.36, 0.4],
        [0.44, -0.42],
        [0.5, 0.2],
      ];
      out += fill(three, ...fruit.map(([dx = 0, dy = 0]) => disc(x + dx * r, y + dy * r, 11)));
    }
    before = crown;
  });
  return (
    out + fill(mix(deep, two, 0.25), dome(160, 400, 480, 92)) + fill(deep, dome(560, 420, 420, 96))
  );
};

export const nature = { leaves, mushrooms, trees };
