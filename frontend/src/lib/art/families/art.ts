import { box, type Circle, d, disc, fill, HEIGHT, over, overprint, pill, WIDTH } from "../pen";
import type { Motif } from "../scene";

/** A form crosses the planes and changes color with each. */
const counterchange: Motif = ({ ground, one, two, three, deep, pick, rotate, inside }) => {
  const cuts = pick([
    [0, 160, 320, 480],
    [0, 120, 320, 440],
    [0, 200, 280, 480],
    [0, 120, 240, 400],
  ]);
  const pairs = rotate([
    [ground, one],
    [two, three],
    [one, ground],
    [three, two],
  ] as const);
  const [x, y, r] = pick<Circle>([
    [320, 180, 140],
    [280, 190, 136],
    [370, 170, 136],
  ]);
  const form = pick([
    (size: number) => disc(x, y, size),
    (size: number) => d`M${x - size} ${HEIGHT}V${y}a${size} ${size} 0 0 1 ${2 * size} 0V${HEIGHT}z`,
    (size: number) => d`M${x - size} ${y}l${size} ${-size} ${size} ${size} ${-size} ${size}z`,
    (size: number) => disc(x + r - size, y, size),
  ]);
  const edge = pick([0, 320]);
  let out = "";
  pairs.forEach(([paper, ink], i) => {
    const left = cuts[i] ?? 0;
    // Each plane lies over the one before, so that no seam shows.
    const plane = box(left, 0, WIDTH - left, HEIGHT);
    out += inside(
      plane,
      fill(paper, plane),
      fill(ink, form(r), box(left, edge, WIDTH, 40)),
      fill(paper, form(r / 2)),
    );
  });
  return out + fill(deep, disc(cuts[pick([1, 3])] ?? 0, edge ? 64 : 300, 36));
};

/** Three blocks or brushes, three inks, and a further color wherever they meet. */
const overlay: Motif = ({ one, two, three, deep, pick, rotate, inside }) => {
  const [a = "", b = "", c = ""] = pick([
    [disc(240, 180, 140), box(280, 80, 240, 200), "M320 340 440 60 560 340z"],
    [box(120, 60, 240, 240), disc(380, 180, 130), "M240 40H480L240 280z"],
    [disc(220, 200, 130), disc(420, 200, 130), box(240, 40, 160, 280)],
    [pill(60, 40, 200, 280), pill(190, 80, 200, 240), pill(340, 40, 240, 240)],
    [pill(40, 40, 400, 120), pill(160, 120, 440, 120), pill(80, 200, 360, 120)],
    [disc(200, 200, 140), disc(330, 150, 120), disc(460, 210, 130)],
    [pill(240, 20, 160, 320), pill(60, 60, 360, 140), pill(300, 140, 280, 160)],
  ]);
  const [inkA = one, inkB = two, inkC = three] = rotate([one, two, three]);
  return [
    fill(inkA, a),
    fill(inkB, b),
    fill(inkC, c),
    inside(a, over(overprint(inkA, inkB), b), over(overprint(inkA, inkC), c)),
    inside(b, over(overprint(inkB, inkC), c), inside(a, over(deep, c))),
  ].join("");
};

export const art = { counterchange, overlay };
