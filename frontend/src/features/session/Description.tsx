import { blocksOf, type Block } from "./description";

/** What the host wrote, as text: its paragraphs, lists and headings, and nothing of HTML. */
export function Description({ text }: { text: string }) {
  const [lead, ...rest] = blocksOf(text);
  return (
    <div dir="auto" className="mt-8 max-w-160 md:mt-8">
      {lead && <Part block={lead} isLead />}
      {rest.map((block, place) => (
        <Part key={place} block={block} />
      ))}
    </div>
  );
}

function Part({ block, isLead = false }: { block: Block; isLead?: boolean }) {
  if (block.kind === "heading") return <h2 className="mt-12 mb-3 text-xl">{block.text}</h2>;
  if (block.kind === "list") {
    return (
      <ul className="mt-4 grid list-disc gap-2 pl-[1.1em] marker:text-ink-3">
        {block.items.map((item, place) => (
          <li key={place}>{item}</li>
        ))}
      </ul>
    );
  }
  if (isLead) {
    return (
      <p className="text-[1.1875rem] leading-[1.55] tracking-[-0.006em] whitespace-pre-line text-ink">
        {block.text}
      </p>
    );
  }
  return <p className="mt-4 whitespace-pre-line">{block.text}</p>;
}
