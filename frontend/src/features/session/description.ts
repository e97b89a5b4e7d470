export type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: string[] };

const BULLET = /^\s*[-*•–]\s+/;
const LONGEST_HEADING = 60;

/**
 * The shapes that people give a plain text: blank lines between paragraphs, lines that begin
 * with a dash, and short lines that stand alone above what they are about.
 */
export function blocksOf(description: string): Block[] {
  const chunks = description
    .replace(/\r\n?/g, "\n")
    .split(/\n(?:[ \t]*\n)+/)
    .map((chunk) => chunk.trim())
    .filter(Boolean);
  const blocks = chunks.flatMap(split);
  return blocks.map((block, place) =>
    isHeading(block, blocks[place + 1], place)
      ? { kind: "heading", text: block.text.replace(/:$/, "") }
      : block,
  );
}

/** A chunk falls into runs of list lines and of other lines. */
function split(chunk: string): Block[] {
  const blocks: Block[] = [];
  for (const line of chunk.split("\n")) {
    const last = blocks.at(-1);
    if (BULLET.test(line)) {
      const item = line.replace(BULLET, "").trim();
      if (last?.kind === "list") last.items.push(item);
      else blocks.push({ kind: "list", items: [item] });
    } else if (last?.kind === "paragraph") {
      last.text += `\n${line.trim()}`;
    } else {
      blocks.push({ kind: "paragraph", text: line.trim() });
    }
  }
  return blocks;
}

/** Never the first: that is what leads the text. */
function isHeading(
  block: Block,
  next: Block | undefined,
  place: number,
): block is { kind: "paragraph"; text: string } {
  return (
    place > 0 &&
    next !== undefined &&
    block.kind === "paragraph" &&
    block.text.length <= LONGEST_HEADING &&
    !/\n|[.!?…,;]["'”’)]?$/.test(block.text)
  );
}
