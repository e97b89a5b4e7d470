import { d, disc, fill, half, ring, turn } from "../pen";
import type { Motif } from "../scene";

/** A record cut in two and slipped by whole grooves, so that every groove runs on elsewhere. */
const record: Motif = ({ one, two, three, deep, pick, rotate }) => {
  const inks = [deep, ...pick([[one, two], [three, two], rotate([one, two, three])])];
  // The grooves meet again wherever twice the slip is a whole number of turns of the inks.
  const slip = inks.length === 4 ? 2 : 3;
  const pitch = pick([26, 30, 36, 44]);
  const x = pick([240, 320, 400]);
  const y = 180 - (slip * pitch) / 2;
  const grooves = Math.floor(pick([250, 250, 460]) / pitch);
  const low = y + slip * pitch;
  let left = "";
  let right = "";
  for (let i = grooves; i > 0; i--) {
    const [r, inner] = [i * pitch, (i - 1) * pitch];
    // The left half runs on under the right one, whose grooves lie side by side: no seam shows.
    left += fill(inks[i % inks.length] ?? one, half(x + 2, y, r, -1));
    right += fill(
      inks[(i + slip) % inks.length] ?? one,
      d`M${x} ${low - r}a${r} ${r} 0 0 1 0 ${2 * r}v${-pitch}a${inner} ${inner} 0 0 0 0 ${-2 * inner}z`,
    );
  }
  return turn(pick([0, 45, 90, -45]), 320, 180, left, right);
};

/** Two tones at once: where their waves meet, a third is heard. */
const interval: Motif = ({ one, two, three, deep, pick, rotate, inside }) => {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = pick([
    [200, 180, 440, 180],
    [250, 180, 390, 180],
    [200, 360, 440, 360],
    [80, 360, 560, 0],
    [160, 0, 480, 360],
  ]);
  const pitch = pick([20, 24, 30]);
  const reach = y1 === 180 ? 190 : 380;
  const waves = (x: number, y: number) => {
    let shapes = disc(x, y, pitch);
    for (let r = 3 * pitch; r < reach; r += 2 * pitch) shapes += ring(x, y, r, r - pitch);
    return shapes;
  };
  const [low = one, high = two] = rotate([one, two, three]);
  const first = waves(x1, y1);
  const second = waves(x2, y2);
  return fill(low, first) + fill(high, second) + inside(first, fill(deep, second));
};

export const music = { record, interval };
