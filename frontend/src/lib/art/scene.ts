import type { Palette } from "./palettes";
import { random } from "./seed";

/** What a motif is drawn with: the inks, and choices that only the seed decides. */
export interface Scene extends Palette {
  pick: <T>(choices: readonly T[]) => T;
  /** A whole number below the limit. */
  below: (limit: number) => number;
  /** The list begun elsewhere, its order kept. */
  rotate: <T>(list: readonly T[]) => T[];
  /** The same, and round again after its end. */
  cycle: <T>(list: readonly T[]) => (index: number) => T;
  /** Only what falls inside the shape. */
  inside: (shape: string, ...parts: string[]) => string;
}

export type Motif = (scene: Scene) => string;

export function sceneOf(seed: number, palette: Palette): Scene {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  let clips = 0;
  const rotate = <T>(list: readonly T[]) => {
    const start = below(list.length);
    return [...list.slice(start), ...list.slice(0, start)];
  };
  return {
    ...palette,
    below,
    rotate,
    // No list is empty.
    pick: <T>(choices: readonly T[]) => choices[below(choices.length)] as T,
    cycle: <T>(list: readonly T[]) => {
      const turned = rotate(list);
      return (index) => turned[index % turned.length] as T;
    },
    inside: (shape, ...parts) => {
      // The seed keeps the names apart where several covers stand in one document.
      const name = `c${seed.toString(36)}_${clips++}`;
      return `<clipPath id="${name}"><path d="${shape}"/></clipPath><g clip-path="url(#${name})">${parts.join("")}</g>`;
    },
  };
}
