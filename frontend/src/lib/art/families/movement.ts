import {
  box,
  d,
  disc,
  dome,
  fill,
  group,
  half,
  HEIGHT,
  mix,
  oval,
  over,
  type Point,
  shade,
  solid,
  WIDTH,
} from "../pen";
import type { Motif } from "../scene";

/** Leaps across a floor: each landing is where the next begins. */
const arches: Motif = ({ ground, one, two, three, deep, pick, cycle, below, inside }) => {
  const floor = 300;
  const band = 44;
  const leaps = pick([
    [132, 112, 132],
    [176, 88, 132],
    [88, 132, 176],
    [200, 176],
    [132, 176, 88],
    [176, 200],
  ]);
  const inkAt = cycle([one, two, three]);
  const high = below(leaps.length);
  let x = (WIDTH - leaps.reduce((sum, r) => sum + 2 * r - band, band)) / 2;
  let out = fill(deep, box(0, floor, WIDTH, HEIGHT));
  let before = "";
  leaps.forEach((r, i) => {
    const middle = x + r;
    const inner = r - band;
    const arch = d`M${x} ${floor}a${r} ${r} 0 0 1 ${2 * r} 0h${-band}a${inner} ${inner} 0 0 0 ${-2 * inner} 0z`;
    const bands = [
      arch,
      dome(middle, floor, inner),
      dome(middle, floor, r - 2 * band),
      dome(middle, floor, r - 3 * band),
    ];
    bands.slice(0, Math.floor(r / band)).forEach((shape, depth) => {
      out += fill(depth < 3 ? inkAt(i + depth) : ground, shape);
    });
    if (before) out += inside(before, over(deep, arch));
    if (i === high && r < 170) out += fill(inkAt(i + 1), disc(middle, floor - r - 36, 36));
    before = arch;
    x += 2 * r - band;
  });
  return out;
};

/** What sticks out of the wall: large facets, and small holds to stand on. */
const VOLUMES: readonly ((ink: string) => string)[] = [
  (ink) =>
    solid(ink, "M-70 50 10-80 64 60z", "M10-80 64 60-6 22z") +
    fill(shade(ink, 0.44), "M-70 50-6 22 64 60z"),
  (ink) =>
    solid(ink, "M-60-20 20-70 70-10 30 60-50 50z", "M20-70 70-10 30 60 4-6z") +
    fill(shade(ink, 0.44), "M30 60-50 50 4-6z"),
  (ink) =>
    solid(ink, "M-76 16-30-48 56-40 76 30-10 60z", "M56-40 76 30-10 60 16-4z") +
    fill(shade(ink, 0.44), "M-10 60-76 16 16-4z"),
];

const HOLDS: readonly ((ink: string) => string)[] = [
  (ink) => solid(ink, oval(0, 0, 34, 22), d`M-34 0a34 22 0 0 0 68 0z`),
  (ink) => solid(ink, disc(0, 0, 24), half(0, 0, 24, 1)),
  (ink) => solid(ink, dome(0, 12, 32), "M0-20A32 32 0 0 1 32 12H0z"),
];

/** The wall; one color is the way up. */
const wall: Motif = ({ ground, one, two, three, deep, pick, rotate, cycle }) => {
  const [left = "", right = ""] = pick([
    ["M0 0H240L160 360H0z", "M440 0H640V360H520z"],
    ["M0 0H400L240 360H0z", "M640 120V360H240z"],
    ["M0 240 360 360H0z", "M280 0H640V360z"],
    ["M0 0H320L200 200 0 280z", "M320 0H640V240L200 200z"],
  ]);
  const spots = pick<readonly Point[]>([
    [
      [200, 250],
      [320, 100],
      [500, 230],
      [90, 110],
      [350, 240],
      [230, 40],
      [450, 60],
      [590, 90],
    ],
    [
      [460, 250],
      [340, 90],
      [160, 200],
      [560, 120],
      [320, 280],
      [60, 60],
      [210, 60],
      [570, 320],
    ],
    [
      [150, 130],
      [330, 230],
      [500, 110],
      [80, 290],
      [240, 320],
      [300, 60],
      [450, 310],
      [590, 250],
    ],
  ]);
  const volumeAt = cycle(VOLUMES);
  const holdAt = cycle(HOLDS);
  const [way = one, other = two, rest = three] = rotate([one, two, three]);
  return (
    fill(mix(ground, deep, 0.3), left) +
    fill(mix(ground, one, 0.32), right) +
    spots
      .map(([x, y], i) =>
        group(
          `translate(${x} ${y}) rotate(${i < 3 ? 0 : (i % 3) * 24 - 24})`,
          i < 3 ? volumeAt(i)(i === 2 ? other : way) : holdAt(i)(i % 2 ? rest : other),
        ),
      )
      .join("")
  );
};

export const movement = { arches, wall };
