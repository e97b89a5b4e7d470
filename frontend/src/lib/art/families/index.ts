import type { Motif } from "../scene";
import type { Topic } from "../topics";
import { art } from "./art";
import { code } from "./code";
import { craft } from "./craft";
import { food } from "./food";
import { language } from "./language";
import { movement } from "./movement";
import { music } from "./music";
import { nature } from "./nature";
import { photo } from "./photo";
import { science } from "./science";
import { writing } from "./writing";

export const FAMILIES: Record<Topic, Record<string, Motif>> = {
  music,
  craft,
  language,
  code,
  science,
  food,
  movement,
  art,
  photo,
  nature,
  writing,
};
