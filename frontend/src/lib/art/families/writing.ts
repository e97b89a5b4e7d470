import { d, disc, fill, group, line, mix, shade, turn, turned } from "../pen";
import type { Motif } from "../scene";

/** Pages fanned from a spine; one is marked. */
const pages: Motif = ({ one, two, three, deep, pick, below }) => {
  const count = pick([9, 11]);
  const x = pick([240, 320, 400]);
  const y = 400;
  const span = pick([132, 150]);
  const marked = 2 + below(count - 4);
  const page = d`M${x - 46} ${y}v-358q0 -12 12 -12h68q12 0 12 12v358z`;
  const edge = d`M${x - 46} ${y}v-358q0 -12 12 -12h6v370z`;
  let out = fill(deep, disc(640 - 1.5 * (x - 106), x === 320 ? 60 : 84, 60));
  for (let i = 0; i < count; i++) {
    const ink = i === marked ? three : i % 2 ? mix(one, two, 0.3) : mix(two, one, i / count / 3);
    const angle = Math.round(-span / 2 + (i * span) / (count - 1));
    out += turn(angle, x, y, fill(ink, page), fill(shade(ink), edge));
  }
  return out + fill(deep, disc(x, y, 72));
};

/** A nib and what it has just said. */
const nib: Motif = ({ ground, one, two, three, deep, pick }) => {
  const [x = 0, y = 0, tilt = 0] = pick([
    [250, 270, 40],
    [330, 280, 30],
    [210, 250, 55],
    [320, 290, 0],
  ]);
  const said = pick([
    "H-20",
    "q-30-44-60 0t-60 0-60 0-60 0-60 0-60 0",
    "c-60 90-110-70-180-30s-90 60-200 0",
  ]);
  return (
    fill(mix(ground, one, 0.3), disc(pick([140, 480]), 120, 76)) +
    line(three, 14, `M${x} ${y}${said}`) +
    group(
      `translate(${x} ${y}) rotate(${tilt})`,
      turned(one, "M0 0C6-40 74-76 74-150 74-200 50-220 44-250H0z"),
      turned(two, "M0-236H54V-272H0z"),
      turned(deep, "M0-268H60V-700H0z"),
      fill(deep, disc(0, -130, 17), "M-2.5-130H2.5L0-8z"),
    )
  );
};

export const writing = { pages, nib };
