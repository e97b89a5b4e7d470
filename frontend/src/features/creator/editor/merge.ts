/** Two people, or two tabs, changed the same session: what differs, and what to keep. */

import { FORMATS, languageName, LEVELS, TOPICS } from "@/lib/session-words";
import { durationWords, momentWords } from "@/lib/time";

import type { Session } from "../queries";
import {
  GROUP_NAMES,
  isSame,
  readPrice,
  readStart,
  readWhole,
  valuesOf,
  withGroups,
  type Group,
  type Values,
} from "./values";

export interface Difference {
  group: Group;
  label: string;
  mine: string;
  theirs: string;
  /** I changed it too; otherwise only they did. */
  isMineChanged: boolean;
}

const LABELS: Record<Group, string> = {
  title: "Title",
  description: "Description",
  image: "Picture",
  when: "Start",
  duration: "Length",
  price: "Price",
  capacity: "Seats",
  topic: "Topic",
  level: "Level",
  language: "Language",
  where: "Place",
};

/** What they changed and I do not have. What only I changed is mine anyway. */
export function differencesOf(base: Values, mine: Values, theirs: Values): Difference[] {
  return GROUP_NAMES.filter(
    (group) => !isSame(theirs, base, group) && !isSame(theirs, mine, group),
  ).map((group) => ({
    group,
    label: LABELS[group],
    mine: show(mine, group),
    theirs: show(theirs, group),
    isMineChanged: !isSame(mine, base, group),
  }));
}

/** My version with theirs in the groups that I let them have. */
export function mergeOf(mine: Values, theirs: Session, fromThem: readonly Group[]): Values {
  return withGroups(mine, valuesOf(theirs), fromThem);
}

/** What happened to the session as a whole meanwhile. */
export function statusChange(base: Session, theirs: Session): string | null {
  if (base.status === theirs.status) return null;
  if (theirs.status === "cancelled") return "It was cancelled meanwhile.";
  if (theirs.status === "published") return "It was published meanwhile.";
  return "It was taken back to a draft meanwhile.";
}

function show(values: Values, group: Group): string {
  switch (group) {
    case "title":
      return values.title.trim();
    case "description":
      return values.description.trim();
    case "image":
      return values.image.trim() || "No picture";
    case "when":
      return showStart(values);
    case "duration":
      return durationWords(readWhole(values.duration) ?? 0);
    case "price":
      return readPrice(values.price) ?? values.price;
    case "capacity":
      return values.capacity;
    case "topic":
      return named(TOPICS, values.topic) ?? "No topic";
    case "level":
      return named(LEVELS, values.level) ?? "For everybody";
    case "language":
      return values.language ? languageName(values.language) : "No language";
    case "where":
      return showPlace(values);
  }
}

function named(words: Record<string, string>, value: string): string | null {
  return words[value] ?? null;
}

function showPlace({ format, place }: Values): string {
  const kind = named(FORMATS, format) ?? "Not said";
  return format === "in_person" && place.trim() ? `${kind}: ${place.trim()}` : kind;
}

function showStart(values: Values): string {
  if (values.kind === "open") return "Learners choose the day";
  const start = values.kind === "dated" ? readStart(values)?.instant : null;
  return start ? momentWords(start, values.time_zone) : "No day yet";
}
