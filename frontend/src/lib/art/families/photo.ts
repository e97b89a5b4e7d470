import { box, disc, dome, fill, half, mix, move, over, turn } from "../pen";
import type { Motif } from "../scene";

/** The blades of a shutter closing on one point of light. */
const aperture: Motif = ({ one, two, three, deep, pick, below }) => {
  const blades = pick([6, 8, 9]);
  const open = pick([76, 92, 108]);
  // From one corner of the opening along its side, and along the next one, out of the frame.
  const angle = (2 * Math.PI) / blades;
  const [x, y] = [open * Math.cos(angle), open * Math.sin(angle)];
  const ray = (turned: number) =>
    `${Math.round(x - 900 * Math.sin(turned))} ${Math.round(y + 900 * Math.cos(turned))}`;
  const blade = `M${Math.round(x)} ${Math.round(y)}L${ray(angle / 2)} ${ray(angle * 1.5)}z`;
  let out = fill(two, disc(0, 0, open + 2));
  for (let i = 0; i < blades; i++) {
    const ink = mix(deep, one, Math.abs((2 * i) / blades - 1) * 0.92);
    out += turn((i * 360) / blades, 0, 0, over(ink, blade));
  }
  return move(
    pick([240, 320, 400]),
    180,
    turn(below(6) * 10, 0, 0, out),
    fill(three, disc(0, 0, open * 0.5)),
    fill(mix(three, deep, 0.3), half(0, 0, open * 0.5, 1)),
  );
};

/** Three frames of one evening. */
const frames: Motif = ({ ground, one, two, three, deep, pick, cycle, inside }) => {
  const skyAt = cycle([one, two, mix(ground, one, 0.35)]);
  const suns = pick([
    [100, 160, 230],
    [230, 160, 100],
    [170, 96, 170],
  ]);
  return suns
    .map((height, i) => {
      const left = 44 + i * 192;
      const frame = box(left, 44, 168, 272);
      const sun = disc(left + 84, height, 52);
      const hill = dome(left + 150 - i * 66, 330, 124, 124);
      return inside(
        frame,
        fill(skyAt(i), frame),
        fill(three, sun),
        fill(mix(deep, one, 0.3), hill),
        inside(sun, over(mix(three, deep, 0.4), hill)),
        fill(deep, dome(left + 20 + i * 60, 330, 136, 78)),
      );
    })
    .join("");
};

export const photo = { aperture, frames };
