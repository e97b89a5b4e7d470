import { describe, expect, it } from "vitest";

import { FAMILIES } from "./families";
import { subjectOf, topicOf, TOPICS, type Topic } from "./topics";

const TITLES: Partial<Record<Topic, readonly string[]>> = {
  movement: [
    "First time on the wall",
    "Footwork is most of it",
    "Falling well",
    "Slab confidence",
    "Training fingers without hurting them",
    "Movement for climbers over fifty",
    "Sandstone morning outdoors",
  ],
  nature: [
    "Ten mushrooms you can't mistake",
    "Reading a wood: where fungi grow and why",
    "Spore prints at the kitchen table",
    "Boletes and how to tell them apart",
    "Poisonous look-alikes, an honest evening",
    "Night walk with ultraviolet lamps",
    "Pruning an old apple tree",
    "Young trees: the first three cuts",
    "Grafting: two varieties on one tree",
    "Sharpening secateurs and saws",
    "Pears are not apples",
    "What is eating my plum tree?",
    "Espalier against a warm wall",
  ],
  music: [
    "Hearing intervals",
    "Why the minor key sounds like that",
    "Harmonize a melody with three chords",
    "Rhythm before anything else",
    "Modes without the Greek",
    "Reading a score for people who play by ear",
    "Bring a song, leave with an arrangement",
  ],
  craft: [
    "Throwing your first bowl",
    "Handles that feel right",
    "Pinch pots for people who think they can't",
    "Glaze chemistry without the fear",
    "Trimming and feet",
    "Raku afternoon in the yard",
    "An hour at the wheel, one to one",
    "Plates are harder than they look",
    "Saggar firing, a whole day",
  ],
  art: [
    "Linocut in one color",
    "Reduction prints: three colors, one block",
    "Monotypes with a kitchen spoon",
    "Carve a stamp for your letters",
    "Drypoint on acetate",
    "Paper: what printers look for",
    "Japanese-style woodblock, an introduction",
    "Washes that don't dry in stripes",
    "Painting rain",
    "Five pigments are enough",
    "Sketch your breakfast",
    "White is paper",
  ],
  food: [
    "A starter that survives your vacation",
    "Your first country loaf, start to finish",
    "Reading dough: when is it done proofing?",
    "Rye, the Baltic way",
    "Bagels before noon",
    "Flatbreads on an ordinary stove",
    "Pan de cristal, the difficult one",
  ],
  language: [
    "Café y conversación, level A2",
    "Arguing politely (B1)",
    "Ser and estar, settled",
    "Stories my grandmother told (B2)",
    "The sounds of Spanish",
    "At the market: numbers, weights, haggling",
  ],
  code: [
    "Window functions from the beginning",
    "Reading a query plan",
    "Gaps and islands",
    "Null is not a value",
    "Indexes you don't need",
    "From spreadsheet to three tables",
    "Bring your slow query",
  ],
  science: [
    "After the rain",
    "Skies in twenty minutes",
    "Clouds, named and explained",
    "Reading a surface chart",
    "Weather for walkers: when to turn around",
    "Build a rain gauge that tells the truth",
    "Fog",
    "How a forecast is made",
    "Thunderstorms from a safe distance",
  ],
  writing: [
    "The first page",
    "Dialog that isn't an interview",
    "Writing about your family",
    "An hour of silence, together",
    "Letters nobody will read",
    "Twenty pages, read closely",
  ],
  photo: ["A darkroom without the dark", "Film cameras, the first roll"],
};

describe("the topic of a title", () => {
  for (const [topic, titles] of Object.entries(TITLES)) {
    it.each(titles)(`${topic}: %s`, (title) => {
      // Whatever the id would have said.
      expect(["a", "b", "c", "d"].map((id) => topicOf(title, id))).toEqual(Array(4).fill(topic));
    });
  }

  it("does not care for case or accents", () => {
    expect(topicOf("CAFÉ Y CONVERSACIÓN")).toBe("language");
    expect(topicOf("Poésie du matin")).toBe("writing");
  });

  it("lets the word that stands first decide, but a plain one before a vague one", () => {
    expect(topicOf("Painting music")).toBe("art");
    expect(topicOf("Music for painters")).toBe("music");
    expect(topicOf("Greek bread")).toBe("food");
  });

  it("leaves a title that says nothing to the id", () => {
    const ids = Array.from({ length: 400 }, (_, i) => `id-${i}`);
    for (const title of [
      "Half an hour, just us",
      "Cutting a third",
      "",
      "日本の朝",
      "🎈",
      "مرحبا",
    ]) {
      expect(new Set(ids.map((id) => topicOf(title, id)))).toEqual(new Set(TOPICS));
      expect(topicOf(title, "id-7")).toBe(topicOf("Quite another", "id-7"));
    }
  });

  it("names only motifs that its family has", () => {
    for (const title of [
      ...Object.values(TITLES).flat(),
      "Knitting",
      "Moons",
      "Yoga",
      "Soup cook",
    ]) {
      const { topic, motifs } = subjectOf(title, "");
      for (const name of motifs?.split(" ") ?? []) expect(FAMILIES[topic]).toHaveProperty(name);
    }
  });
});

describe("a topic that was chosen", () => {
  it("decides the family, whatever the title says", () => {
    expect(subjectOf("Throwing your first bowl", "1", "music").topic).toBe("music");
    expect(subjectOf("Anything", "1", "photography").topic).toBe("photo");
    expect(subjectOf("Anything", "1", "technology").topic).toBe("code");
  });

  it("leaves it to the title what of it is drawn", () => {
    expect(subjectOf("Throwing your first bowl", "1", "craft").motifs).toBe("vessels bowls");
    expect(subjectOf("An evening of jazz", "1", "craft").motifs).toBeUndefined();
  });

  it("leaves all to the title where it has no family", () => {
    const title = "A pitch without slides";
    expect(subjectOf(title, "1", "business")).toEqual(subjectOf(title, "1"));
  });
});
