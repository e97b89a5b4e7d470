/** The drawing tools of the covers: shapes are path data, and every mark is one flat fill. */

export const WIDTH = 640;
export const HEIGHT = 360;

export type Point = readonly [x: number, y: number];
export type Circle = readonly [x: number, y: number, r: number];
export type Rect = readonly [x: number, y: number, w: number, h: number];

/** One decimal. The nudge lets every engine round a tie the same way, whatever its last bit. */
const short = (value: number) => String(Math.round(value * 10 + 1e-4) / 10);

/** Path data with short numbers. */
export function d(parts: TemplateStringsArray, ...values: number[]): string {
  return parts.reduce((text, part, i) => text + short(values[i - 1] ?? 0) + part);
}

export const box = (x: number, y: number, w: number, h: number) => d`M${x} ${y}h${w}v${h}h${-w}z`;

export const oval = (x: number, y: number, rx: number, ry: number) =>
  d`M${x - rx} ${y}a${rx} ${ry} 0 0 1 ${2 * rx} 0a${rx} ${ry} 0 0 1 ${-2 * rx} 0z`;

export const disc = (x: number, y: number, r: number) => oval(x, y, r, r);

/** The hole runs the other way round, so that it stays a hole in a clip too. */
export const ring = (x: number, y: number, outer: number, inner: number) =>
  disc(x, y, outer) +
  d`M${x - inner} ${y}a${inner} ${inner} 0 0 0 ${2 * inner} 0a${inner} ${inner} 0 0 0 ${-2 * inner} 0z`;

/** The half of a disc that lies to the left (-1) or to the right (1). */
export const half = (x: number, y: number, r: number, side: -1 | 1) =>
  d`M${x} ${y - r}a${r} ${r} 0 0 ${side > 0 ? 1 : 0} 0 ${2 * r}z`;

/** A hill or a cap: half an oval that stands on y, or hangs from it where h is below zero. */
export const dome = (x: number, y: number, r: number, h = r) =>
  d`M${x - r} ${y}a${r} ${Math.abs(h)} 0 0 ${h > 0 ? 1 : 0} ${2 * r} 0z`;

/** A bar with round ends. */
export const pill = (x: number, y: number, w: number, h: number) => {
  const r = Math.min(w, h) / 2;
  return d`M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;
};

/** Half a leaf from one point towards another; the rest of it is the half that comes back. */
export const blade = (x: number, y: number, dx: number, dy: number, bulge = Math.SQRT1_2) => {
  const r = Math.hypot(dx, dy) * bulge;
  return d`M${x} ${y}a${r} ${r} 0 0 1 ${dx} ${dy}z`;
};

export const leaf = (x: number, y: number, dx: number, dy: number, bulge?: number) =>
  blade(x, y, dx, dy, bulge) + blade(x + dx, y + dy, -dx, -dy, bulge);

export const fill = (ink: string, ...shapes: string[]) =>
  `<path fill="${ink}" d="${shapes.join("")}"/>`;

/** A fill over another that shares its edge: a thin line hides the seam. */
export const over = (ink: string, ...shapes: string[]) =>
  `<path fill="${ink}" stroke="${ink}" d="${shapes.join("")}"/>`;

export const line = (ink: string, width: number, data: string) =>
  `<path fill="none" stroke="${ink}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" d="${data}"/>`;

export const group = (transform: string, ...parts: string[]) =>
  `<g transform="${transform}">${parts.join("")}</g>`;

export const move = (x: number, y: number, ...parts: string[]) =>
  group(d`translate(${x} ${y})`, ...parts);

export const turn = (degrees: number, x: number, y: number, ...parts: string[]) =>
  group(d`rotate(${degrees} ${x} ${y})`, ...parts);

/** Many of one part about a point. */
export const around = (count: number, x: number, y: number, part: string) =>
  Array.from({ length: count }, (_, i) => turn((i * 360) / count, x, y, part)).join("");

const channels = (color: string) =>
  [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16));

const blend = (one: string, other: string, rule: (a: number, b: number) => number) => {
  const others = channels(other);
  const mixed = channels(one).map((value, i) => Math.round(rule(value, others[i] ?? 0)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
};

/** Some of the other color in the first. */
export const mix = (one: string, other: string, share: number) =>
  blend(one, other, (a, b) => a + (b - a) * share);

/** What two inks print where one lies over the other. */
export const overprint = (one: string, other: string) => blend(one, other, (a, b) => (a * b) / 255);

/** The side away from the light. */
export const shade = (ink: string, depth = 0.22) => mix(ink, "#10131f", depth);

/** A shape with its shadow side. */
export const solid = (ink: string, shape: string, shadow: string) =>
  fill(ink, shape) + over(shade(ink), shadow);

/** A body that is the same on both sides of 0, given its right half. */
export const turned = (ink: string, right: string) =>
  group("scale(-1 1)", over(ink, right)) + fill(shade(ink), right);
