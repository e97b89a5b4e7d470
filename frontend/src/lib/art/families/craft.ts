import {
  box,
  type Circle,
  disc,
  fill,
  group,
  HEIGHT,
  mix,
  move,
  ring,
  shade,
  solid,
  turned,
  WIDTH,
} from "../pen";
import type { Motif } from "../scene";

/** The right halves of vessels, from the foot at 0 0 up to the glaze, and of the glaze. */
const VESSELS = {
  bottle: ["H40q5 0 5-5V-44H0z", "V-44H45V-100C45-138 15-140 15-178V-214H20V-226H0z"],
  moon: ["H30C44-6 58-18 68-32H0z", "V-32H68C90-66 88-112 60-138 48-149 34-152 30-156V-170H0z"],
  bowl: ["H34V-12C48-15 58-20 68-30H0z", "V-30H68C88-48 97-74 98-104H0z"],
  tower: ["H40L37-60H0z", "V-60H37L29-236H0z"],
  cup: ["H34Q44 0 45-14L46-26H0z", "V-26H46L50-92H0z"],
  urn: ["H26C30-28 48-44 60-66H0z", "V-66H60C84-108 72-146 40-158 26-163 24-170 24-182L38-204H0z"],
  jug: ["H46C56-10 62-24 63-40H0z", "V-40H63C66-92 34-98 32-136L42-160H0z"],
} as const;

/** Vessels on a shelf, from the back to the front: each has a light side and a shadow side. */
const vessels: Motif = ({ ground, one, two, three, deep, pick, cycle }) => {
  const floor = 300;
  const shelf = pick<readonly (readonly [keyof typeof VESSELS, x: number, scale: number])[]>([
    [
      ["tower", 430, 1.08],
      ["bottle", 180, 1.06],
      ["moon", 300, 1.06],
      ["cup", 512, 1],
    ],
    [
      ["bottle", 250, 1.1],
      ["tower", 372, 1],
      ["bowl", 150, 1],
      ["jug", 470, 1.06],
    ],
    [
      ["urn", 200, 1.12],
      ["tower", 460, 0.94],
      ["moon", 372, 1],
      ["cup", 110, 1],
    ],
    [
      ["tower", 190, 1.06],
      ["urn", 424, 1.12],
      ["jug", 282, 0.98],
      ["cup", 516, 0.9],
    ],
    [
      ["bottle", 420, 1.08],
      ["moon", 214, 1.14],
      ["cup", 330, 1],
      ["bowl", 506, 0.86],
    ],
  ]);
  const inkAt = cycle([one, three, two]);
  let out = "";
  shelf.forEach(([name, x, scale], i) => {
    const ink = inkAt(i);
    const [foot, glaze] = VESSELS[name];
    out += group(
      `translate(${x} ${floor}) scale(${scale})`,
      name === "jug" ? fill(shade(ink), ring(54, -98, 36, 23)) : "",
      turned(inkAt(i + 1), `M0 0${foot}`),
      turned(ink, `M0 0${glaze}`),
    );
  });
  const sun = disc(pick([160, 320, 480]), 116, 76);
  return fill(mix(ground, one, 0.4), sun) + fill(deep, box(0, 278, WIDTH, HEIGHT)) + out;
};

/** Bowls that wait in each other for the kiln. */
const bowls: Motif = ({ ground, one, two, three, deep, pick, cycle }) => {
  const stacks = pick<readonly Circle[]>([
    [
      [150, 96, 3],
      [340, 80, 4],
      [516, 96, 2],
    ],
    [
      [200, 128, 3],
      [456, 112, 4],
    ],
    [
      [112, 72, 4],
      [320, 120, 3],
      [528, 72, 3],
    ],
    [
      [232, 112, 4],
      [480, 96, 2],
    ],
  ]);
  const inkAt = cycle([one, two, three]);
  let out = "";
  stacks.forEach(([x, size, count], column) => {
    for (let i = count - 1; i >= 0; i--) {
      const r = size - i * 8;
      const foot = r / 3;
      const ink = inkAt(i + column);
      const rim = inkAt(i + column + 1);
      out += move(
        x,
        304 - size - i * size * 0.42,
        turned(ink, `M0 0H${r}A${r} ${r} 0 0 1 0 ${r}z` + box(0, r - 4, foot, 12)),
        i ? "" : solid(rim, box(-r, 0, 2 * r, 12), box(0, 0, r, 12)),
      );
    }
  });
  const sun = disc(pick([96, 320, 560]), 84, 64);
  return fill(mix(ground, one, 0.4), sun) + fill(deep, box(0, 292, WIDTH, HEIGHT)) + out;
};

/** Threads over and under: what crosses has a color of its own. */
const weave: Motif = ({ one, two, three, deep, pick, rotate }) => {
  const [first = one, ...others] = rotate([one, two, three, deep]);
  const pitch = 80;
  const width = pick([44, 56, 64]);
  const edge = (pitch - width) / 2;
  let warp = "";
  let weft = "";
  for (let i = 0; i < 8; i++) {
    const ink = others[i % 3] ?? one;
    warp += fill(ink, box(i * pitch + edge, 0, width, HEIGHT));
    for (let j = i % 2; j < 5; j += 2) {
      weft += fill(shade(ink, 0.16), box(i * pitch + edge, j * pitch + edge - 20, width, width));
    }
  }
  const across = [0, 1, 2, 3, 4].map((j) => box(0, j * pitch + edge - 20, WIDTH, width));
  return warp + fill(first, ...across) + weft;
};

export const craft = { vessels, bowls, weave };
