import { hash } from "./seed";

/** Ground, half disc and text of one hue; the text holds 4.5:1 on both. */
const TONES = [
  ["#d8ecdf", "#c4e2cf", "#14543a"],
  ["#f9ddd2", "#f4cdbd", "#7f2a12"],
  ["#e6e3c6", "#d9d5ae", "#4a4812"],
  ["#e0e3e8", "#d0d5dd", "#2f3848"],
  ["#dbe4fb", "#c9d6f8", "#1d3596"],
  ["#f6dbe2", "#efc8d3", "#7c1f3f"],
] as const;

/** The same initials give the same avatar everywhere. `turn` is in degrees. */
export function avatarTones(initials: string) {
  const seed = hash(initials);
  const [ground, half, ink] = TONES[seed % TONES.length] ?? TONES[0];
  return { ground, half, ink, turn: ((seed >>> 8) % 8) * 45 };
}
