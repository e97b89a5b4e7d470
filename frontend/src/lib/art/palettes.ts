import type { Topic } from "./topics";

/** A ground of middle value, three flat inks and the color of what is deepest. */
export interface Palette {
  ground: string;
  one: string;
  two: string;
  three: string;
  deep: string;
}

const INKS: Record<Topic, readonly [string, string, string]> = {
  music: [
    "20306f f2c14e e5583a cfe0ee 141f4d",
    "d9482b f6ead7 22242e f3a45c 8e2a18",
    "a9d3c3 15473f e4603c f5efdf 0d2f2a",
  ],
  craft: [
    "e7c39f f6ecde 27456b b2492b c57a4e",
    "9fb8c8 f4efe6 d8974a b84c38 5f8199",
    "365448 ecdfc6 d98548 8fb49c 223a31",
  ],
  language: [
    "f0c34d d7472e 26408f fbf3e2 1d2547",
    "bcd3ea 1f3fb5 ee7a52 fdf6ea 14225e",
    "e8a596 8c2434 f7dfa6 fdf3ec 4a1322",
  ],
  code: [
    "16302f 6fc6a6 f0c95c eaf3ea 0c1f1f",
    "dfe3da 2649c8 e2613b 1d2740 aab4a8",
    "2b2f77 8fb4ff ff9a6b eef0ff 1c1f55",
  ],
  science: [
    "1b2440 f3e3b3 33426e ee8256 10172c",
    "d98f66 fbefdc a85a38 243b5c 6f341c",
    "8fb3b5 f7f3e4 4f7c82 d9512f 23474d",
  ],
  food: [
    "2e6b58 f5e6c4 ef8b3f d9452f 1e4a3d",
    "f1b9a0 fdf4e3 d84a35 e9a92f 3f6b4f",
    "e6b43c fff6de e8663a 2f6f62 8c4a17",
  ],
  movement: [
    "ef9d7d fdeedd b2313d 3a2350 7b2a48",
    "7ea6c4 f8f1de e66a3e 1e3557 3d6a8f",
    "dccdb4 d75b36 2c5a52 f0b64c 8a7757",
  ],
  art: [
    "f0d9b5 d8492d 1f4d8f f2b93b 1c2a3d",
    "c9d6cf 1f5f4e f0784a f7edd6 17332c",
    "eab8b0 2a3f9c f6e3b4 c8372f 1d2556",
  ],
  photo: [
    "253041 93a9bd e9e1d0 f0a63c 121924",
    "7a2f2a eba27e f8e4cd 2a2f4f 4c1a1a",
    "1f4f55 9cc9bb f4ecd4 ee6f45 10333a",
  ],
  nature: [
    "cfdcb0 2f6b46 7ea65a ef8a4a 1d4530",
    "1f4a3f 8fc09a e6d9a6 e8743f 12332b",
    "f0cf8e 4d7a3f 1f5347 d9563a 8a6a2a",
  ],
  writing: [
    "d95f3c fbeeda f2b56b 27355e a23d22",
    "b9c8d8 fbf7ec 2d4a7c e2553a 7f96ad",
    "33473f f3e8cf 9cba9e ecaa45 1f2e29",
  ],
};

/** How many palettes a topic has. */
export const PALETTES = 3;

export function paletteOf(topic: Topic, which: number): Palette {
  const [ground = "", one = "", two = "", three = "", deep = ""] = (
    INKS[topic][which % PALETTES] ?? INKS[topic][0]
  )
    .split(" ")
    .map((ink) => `#${ink}`);
  return { ground, one, two, three, deep };
}
