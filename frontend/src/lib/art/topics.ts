import type { TopicEnum } from "@/api/types.gen";

import { hash } from "./seed";

export const TOPICS = [
  "music",
  "craft",
  "language",
  "code",
  "science",
  "food",
  "movement",
  "art",
  "photo",
  "nature",
  "writing",
] as const;

export type Topic = (typeof TOPICS)[number];

export interface Subject {
  topic: Topic;
  /** The motifs of the topic's family that fit the word; any where none is named. */
  motifs?: string;
}

type Row = readonly [topic: Topic, motifs: string | undefined, words: RegExp];

/** Words that settle the topic wherever they stand. */
const STRONG: readonly Row[] = [
  ["craft", "vessels bowls", /\b(?:ceramic|potter|clay|glaz|kiln|raku|saggar|porcelain|pinch pot)/],
  ["craft", "weave", /\b(?:weav|knit|crochet|sew|textile|embroid|quilt|loom)/],
  ["craft", undefined, /\b(?:craft|woodwork|leather|bookbind|jewel)/],
  [
    "music",
    undefined,
    /\b(?:music|guitar|piano|sing(?:ing|er)?\b|song|drum|jazz|melod|harmon|chord|rhythm|violin|flute|choir|intervals?\b|modes\b|minor key|ear train|score)/,
  ],
  [
    "language",
    undefined,
    /\b(?:language|conversa|pron[ou]+n|kanji|vocabul|grammar|ser and|haggl|[abc][12]\b)/,
  ],
  [
    "code",
    undefined,
    /\b(?:cod(?:e|ing)\b|python|rust\b|sql|\w+script|program|software|database|git\b|linux|machine learn|quer[yi]|null\b|index|window func|gaps and|spreadsheet|algorithm)/,
  ],
  [
    "science",
    "clouds",
    /\b(?:weather|cloud|forecast|thunder|storm|fog\b|rain|surface chart|climate|sky\b|skies\b)/,
  ],
  ["science", "phases", /\b(?:astronom|moon|telescop|star(?:s|gaz)|planet|eclipse|winter sky)/],
  ["science", undefined, /\b(?:scien|physic|chemi|math|statistic|biolog|geolog)/],
  ["food", "loaf", /\b(?:\w*bread|\w*dough|loaf|bak|bagel|rye\b|focaccia|proofing|pan de)/],
  [
    "food",
    "table",
    /\b(?:cook|food|ferment|pasta|coffee|cake|tea\b|cheese|chocolate|pie\b|pickl|curry|dumpling|recipe|wine|breakfast)/,
  ],
  ["movement", "wall", /\b(?:climb|boulder|footwork|sandstone)/],
  [
    "movement",
    "arches",
    /\b(?:yoga|danc|pilates|mobility|movement|tango|breath|stretch|floorwork|meditat|swim|falling)/,
  ],
  [
    "art",
    undefined,
    /\b(?:watercol|wash|gouache|pigment|paint|draw|illustrat|print|linocut|monotype|drypoint|etching|wood[bc]|stamp|sketch|collage|calligr|lettering|portrait)/,
  ],
  ["photo", undefined, /\b(?:photo|camera|film|darkroom|lens|cyanotype|daylight|video)/],
  ["nature", "mushrooms", /\b(?:mushroom|fung|bolete|spore|forag|poison)/],
  ["nature", "trees leaves", /\b(?:orchard|prun|graft|secateur|espalier|trees?\b|fruit)/],
  ["nature", "leaves", /\b(?:garden|plant|bird|seed|nature|herb|botan|flower)/],
  [
    "writing",
    undefined,
    /\b(?:writ|essay|poe[mst]|memoir|novel|fiction|edit|dialog|journal|pages?\b)/,
  ],
];

/** Words that mean something else in other company: they speak when no strong one does. */
const WEAK: readonly Row[] = [
  ["craft", "vessels bowls", /\b(?:bowl|handle|wheel|plates\b|trimming|pots?\b|throwing|firing)/],
  ["craft", undefined, /\b(?:carv|repair|mend)/],
  [
    "language",
    undefined,
    /\b(?:spanish|french|german|italian|english|portug|japan|korean|chinese|arabic|greek|latin|arguing)/,
  ],
  ["movement", "wall", /\b(?:wall\b|fingers?\b|slab)/],
  ["movement", "arches", /\b(?:run|balance)/],
  ["food", "loaf", /\b(?:starter|oven|flour)/],
  ["food", "table", /\b(?:kitchen|market|tast)/],
  ["art", undefined, /\b(?:colou?r|design|paper|ink\b|type\b|art\b)/],
  ["code", undefined, /\b(?:data|tables|computer|ai\b)/],
  ["science", undefined, /\b(?:number|experiment)/],
  ["music", undefined, /\b(?:ear\b|voice|record)/],
  ["nature", "trees leaves", /\b(?:apple|pear|plum|cherr|forest|woods?\b)/],
  ["nature", "mushrooms", /\b(?:night walk)/],
  ["writing", undefined, /\b(?:stor[yi]|letters?\b|words?\b|speech|pitch|negotiat|silence)/],
];

const plain = (title: string) => title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The row whose word stands first in the text. */
function find(rows: readonly Row[], text: string): Subject | undefined {
  let first = Infinity;
  let found: Subject | undefined;
  for (const [topic, motifs, words] of rows) {
    const at = text.search(words);
    if (at >= 0 && at < first) {
      first = at;
      found = { topic, motifs };
    }
  }
  return found;
}

/** The family of a topic that somebody chose. Business has none: its title speaks for it. */
const FAMILY_OF: Record<TopicEnum, Topic | null> = {
  art: "art",
  business: null,
  craft: "craft",
  food: "food",
  language: "language",
  movement: "movement",
  music: "music",
  nature: "nature",
  photography: "photo",
  science: "science",
  technology: "code",
  writing: "writing",
};

/**
 * What a title speaks of; a title that says nothing leaves it to the id. Where a topic was chosen,
 * the title only says what of it.
 */
export function subjectOf(title: string, id: string, chosen: TopicEnum | null = null): Subject {
  const text = plain(title);
  const topic = chosen && FAMILY_OF[chosen];
  if (topic) {
    const own = ([row]: Row) => row === topic;
    return find(STRONG.filter(own), text) ?? find(WEAK.filter(own), text) ?? { topic };
  }
  return (
    find(STRONG, text) ??
    find(WEAK, text) ?? { topic: TOPICS[hash(id) % TOPICS.length] ?? TOPICS[0] }
  );
}

export function topicOf(title: string, id = title): Topic {
  return subjectOf(title, id).topic;
}
