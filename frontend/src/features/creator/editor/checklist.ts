/** What a session needs before people see it. */

import type { Session } from "../queries";
import { faultsOf, type Faults } from "./rules";
import { readStart, type FieldName, type Values } from "./values";

/** A shorter description tells nobody whether to come. */
const LEAST_DESCRIPTION = 40;

export interface Item {
  name: "title" | "description" | "start" | "price" | "seats" | "topic" | "format";
  label: string;
  /** Otherwise it only helps people to find it. */
  isNeeded: boolean;
  isDone: boolean;
  /** What to do about it. */
  words: string;
  field: FieldName;
}

export function checklistOf(values: Values, base: Session | null, now: Date): Item[] {
  const faults = faultsOf(values, base, now);
  const needed = [
    {
      name: "title",
      label: "A title",
      isDone: !faults.title,
      words: faults.title ?? "",
      field: "title",
    },
    descriptionItem(values, faults),
    startItem(values, now, faults.date ?? faults.time ?? faults.time_zone),
    {
      name: "price",
      label: "A price",
      isDone: !faults.price,
      words: faults.price ?? "",
      field: "price",
    },
    {
      name: "seats",
      label: "Length and seats",
      isDone: !faults.capacity && !faults.duration,
      words: faults.duration ?? faults.capacity ?? "",
      field: faults.duration ? "duration" : "capacity",
    },
  ] as const satisfies Part[];
  return [
    ...needed.map((part) => ({ ...part, isNeeded: true })),
    ...recommended(values).map((part) => ({ ...part, isNeeded: false })),
  ];
}

type Part = Omit<Item, "isNeeded">;

function recommended({ topic, format }: Values): Part[] {
  return [
    {
      name: "topic",
      label: "A topic",
      isDone: topic !== "",
      words: "Many people look for a topic.",
      field: "topic",
    },
    {
      name: "format",
      label: "Where it is",
      isDone: format !== "",
      words: "Say whether it is online or in person.",
      field: "format",
    },
  ];
}

function descriptionItem({ description }: Values, faults: Faults): Part {
  const missing = LEAST_DESCRIPTION - Array.from(description.trim()).length;
  return {
    name: "description",
    label: "A description",
    isDone: !faults.description && missing <= 0,
    words: faults.description ?? `Say a little more: ${missing} more characters at least.`,
    field: "description",
  };
}

function startItem(values: Values, now: Date, fault: string | undefined): Part {
  const item = { name: "start", label: "A start in the future", field: "date" } as const;
  if (values.kind === "open") return { ...item, label: "Days by choice", isDone: true, words: "" };
  if (values.kind === "undecided") {
    const words = "Choose a day, or let learners choose one.";
    return { ...item, field: "kind", isDone: false, words };
  }
  if (!values.date) return { ...item, isDone: false, words: "Choose the day." };
  if (!values.time) return { ...item, field: "time", isDone: false, words: "Choose the hour." };
  if (fault) return { ...item, isDone: false, words: fault };
  const start = readStart(values)?.instant;
  const isPast = !start || start <= now;
  return { ...item, isDone: !isPast, words: "The start has passed. Choose another." };
}

export function whatIsMissing(values: Values, base: Session | null, now: Date): Item[] {
  return checklistOf(values, base, now).filter((item) => item.isNeeded && !item.isDone);
}

/** "It has everything. Publish it." or what to do next, in one sentence. */
export function missingWords(missing: Item[]): string {
  const [first, ...rest] = missing;
  if (!first) return "It has everything it needs. Publish it when you like.";
  if (rest.length === 0) return first.words;
  const more = rest.length === 1 ? "one more thing" : `${rest.length} more things`;
  return `${first.words} Then ${more}.`;
}
