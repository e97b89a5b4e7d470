import { wordsFor } from "@/lib/problem";
import { clock, zoneShort } from "@/lib/time";

import type { Editor } from "./use-editor";
import type { Group } from "./values";

const NAMES: Record<Group, string> = {
  title: "title",
  description: "description",
  image: "picture",
  when: "start",
  duration: "length",
  price: "price",
  capacity: "seats",
  topic: "topic",
  level: "level",
  language: "language",
  where: "place",
};

/** Whether what is typed is safe, and where. */
export function SaveLine({ editor, zone }: { editor: Editor; zone: string }) {
  return (
    <p role="status" className="min-h-[2.9em] text-sm text-ink-3">
      {saveWords(editor, zone)}
    </p>
  );
}

export function saveWords(
  {
    saved,
    unsaved,
    savesItself,
    waits,
  }: Pick<Editor, "saved" | "unsaved" | "savesItself" | "waits">,
  zone: string,
): string {
  const { base, savedAt, isSaving, error, conflict } = saved;
  const at = savedAt ? ` ${clock(savedAt, zone)} ${zoneShort(savedAt, zone)}` : "";
  if (conflict) return "Not saved: somebody else changed it meanwhile.";
  if (isSaving) return "Saving…";
  if (error) return `Not saved. ${wordsFor(error)}`;
  if (!savesItself) {
    if (unsaved.length > 0) return `Not saved yet: ${listed(unsaved)}.`;
    return at ? `Saved${at}.` : "Changes wait until you save them.";
  }
  if (unsaved.length === 0) return at ? `Saved${at}.` : "Drafts save themselves.";
  if (waits) return "Saving…";
  if (!base) return "Kept in this browser until it has a title, a description and a price.";
  return `${at ? `Saved${at}` : "Saved"}, all but the ${listed(unsaved)}.`;
}

function listed(groups: Group[]): string {
  const names = groups.map((group) => NAMES[group]);
  const last = names.pop() ?? "";
  return names.length ? `${names.join(", ")} and ${last}` : last;
}
