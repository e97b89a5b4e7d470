import type { TopicEnum } from "@/api/types.gen";

import { FAMILIES } from "./families";
import { paletteOf } from "./palettes";
import { box, fill, group, HEIGHT, WIDTH } from "./pen";
import { type Motif, sceneOf } from "./scene";
import { hash } from "./seed";
import { subjectOf, type Topic } from "./topics";

/** One of the motifs in one of the topic's palettes; the seed decides the rest. */
export function draw(
  motifs: readonly Motif[],
  topic: Topic,
  palette: number,
  seed: number,
): string {
  const scene = sceneOf(seed, paletteOf(topic, palette));
  const motif = scene.pick(motifs)(scene);
  const faced = scene.pick([motif, group(`matrix(-1 0 0 1 ${WIDTH} 0)`, motif)]);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid slice">${fill(scene.ground, box(0, 0, WIDTH, HEIGHT))}${faced}</svg>`;
}

/**
 * The artwork of a session as an SVG document, the same bytes for the same id, title and topic.
 * The title only chooses what is drawn: no word of it comes into the picture.
 */
export function coverSvg(id: string, title: string, chosen: TopicEnum | null = null): string {
  const { topic, motifs } = subjectOf(title, id, chosen);
  const fitting = Object.entries(FAMILIES[topic])
    .filter(([name]) => !motifs || motifs.includes(name))
    .map(([, motif]) => motif);
  const seed = hash(`${id}/${topic}`);
  return draw(fitting, topic, seed, seed);
}

/** The artwork as a data URI. Only what a URI or an attribute cannot hold is escaped. */
export function coverUri(id: string, title: string, chosen: TopicEnum | null = null): string {
  const escaped = coverSvg(id, title, chosen).replace(
    /[#%<>"\n]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return `data:image/svg+xml,${escaped}`;
}
