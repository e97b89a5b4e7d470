/** What the fields of the editor hold, and how it goes to and comes from the API. */

import type { PatchedSessionChangesInputRequest as Changes } from "@/api/types.gen";
import { dayOf, clock } from "@/lib/time";
import { readWallClock, type Reading } from "@/lib/wall-clock";

import type { Session } from "../queries";

/** Undecided: a draft without a date, of which the API can't say more. */
type Kind = "dated" | "open" | "undecided";

export interface Values {
  title: string;
  description: string;
  image: string;
  kind: Kind;
  /** "2026-11-24", a day of the session's zone. */
  date: string;
  /** "18:30" there. */
  time: string;
  time_zone: string;
  /** Minutes. */
  duration: string;
  price: string;
  capacity: string;
  /** Of these and of the place "" means: not said. */
  topic: string;
  level: string;
  language: string;
  format: string;
  /** Kept while it is online, should that change again. */
  place: string;
}

export type FieldName = keyof Values;

/** Fields that mean one thing together, as it is saved, compared and merged. */
export const GROUPS = {
  title: ["title"],
  description: ["description"],
  image: ["image"],
  when: ["kind", "date", "time", "time_zone"],
  duration: ["duration"],
  price: ["price"],
  capacity: ["capacity"],
  topic: ["topic"],
  level: ["level"],
  language: ["language"],
  where: ["format", "place"],
} as const satisfies Record<string, readonly FieldName[]>;

export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

export function blankValues(zone: string): Values {
  return {
    title: "",
    description: "",
    image: "",
    kind: "dated",
    date: "",
    time: "",
    time_zone: zone,
    duration: "60",
    price: "",
    capacity: "8",
    topic: "",
    level: "",
    language: "",
    format: "",
    place: "",
  };
}

export function valuesOf(session: Session): Values {
  const { start_time, time_zone, status } = session;
  return {
    title: session.title,
    description: session.description,
    image: session.image ?? "",
    kind: start_time ? "dated" : status === "draft" ? "undecided" : "open",
    date: start_time ? dayOf(start_time, time_zone) : "",
    time: start_time ? clock(start_time, time_zone) : "",
    time_zone,
    duration: String(session.duration_minutes),
    price: session.price,
    capacity: String(session.capacity),
    topic: session.topic ?? "",
    level: session.level ?? "",
    language: session.language ?? "",
    format: session.format ?? "",
    place: session.place ?? "",
  };
}

/** The beginning of another session like this one: all but its day. */
export function duplicateOf(session: Session): Values {
  return { ...valuesOf(session), date: "" };
}

/** "18,5" and "18.5" are 18.50. Null for what is no price. */
export function readPrice(text: string): string | null {
  const match = /^(\d{1,8})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return match?.[1] ? `${Number(match[1])}.${(match[2] ?? "").padEnd(2, "0")}` : null;
}

export function readWhole(text: string): number | null {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}

/** The start as its clock says; null while day or hour are missing. */
export function readStart({ date, time, time_zone }: Values): Reading | null {
  return readWallClock(`${date}T${time}`, time_zone);
}

/** As the API has it, so that equal things compare equal. */
function normal(values: Values, group: Group): string {
  const { title, description, image, price, capacity, duration } = values;
  switch (group) {
    case "title":
      return title.trim();
    case "description":
      return description.trim().replaceAll("\r\n", "\n");
    case "image":
      return image.trim();
    case "price":
      return readPrice(price) ?? price;
    case "capacity":
      return String(readWhole(capacity) ?? capacity);
    case "duration":
      return String(readWhole(duration) ?? duration);
    case "topic":
    case "level":
    case "language":
      return values[group];
    case "where":
      return `${values.format} ${placeText(values) ?? ""}`;
    case "when":
      return `${startText(values) ?? ""} ${values.time_zone}`;
  }
}

/** Null: without a start, as far as the API can know. */
function startText({ kind, date, time }: Values): string | null {
  return kind === "dated" && date && time ? `${date}T${time}` : null;
}

/** Null: without a place, as the API wants it of what is not held in person. */
function placeText({ format, place }: Values): string | null {
  return format === "in_person" ? place.trim() || null : null;
}

export function isSame(one: Values, other: Values, group: Group): boolean {
  return normal(one, group) === normal(other, group);
}

export function changedGroups(values: Values, base: Values): Group[] {
  return GROUP_NAMES.filter((group) => !isSame(values, base, group));
}

/** What to send for these groups. Only for values without faults in them. */
export function inputOf(values: Values, groups: readonly Group[]): Changes {
  const parts: Record<Group, () => Changes> = {
    title: () => ({ title: normal(values, "title") }),
    description: () => ({ description: normal(values, "description") }),
    image: () => ({ image: normal(values, "image") || null }),
    when: () => ({ start_time: startText(values), time_zone: values.time_zone }),
    duration: () => ({ duration_minutes: Number(values.duration) }),
    price: () => ({ price: readPrice(values.price) ?? values.price }),
    capacity: () => ({ capacity: Number(values.capacity) }),
    // The fields offer nothing that the API does not know.
    topic: () => ({ topic: (values.topic || null) as Changes["topic"] }),
    level: () => ({ level: (values.level || null) as Changes["level"] }),
    language: () => ({ language: (values.language || null) as Changes["language"] }),
    where: () => ({
      format: (values.format || null) as Changes["format"],
      place: placeText(values),
    }),
  };
  return Object.assign({}, ...groups.map((group) => parts[group]()));
}

/** `mine`, with these groups taken from `other`. */
export function withGroups(mine: Values, other: Values, groups: readonly Group[]): Values {
  const taken = groups.flatMap((group) =>
    GROUPS[group].map((field) => [field, other[field]] as const),
  );
  return { ...mine, ...Object.fromEntries(taken) };
}

/** Where the server's words about a field of its own belong. */
const FIELDS_OF_API: Record<string, FieldName> = {
  title: "title",
  description: "description",
  image: "image",
  start_time: "date",
  time_zone: "time_zone",
  duration_minutes: "duration",
  price: "price",
  capacity: "capacity",
  topic: "topic",
  level: "level",
  language: "language",
  format: "format",
  place: "place",
};

export function fieldOfApi(name: string): FieldName | null {
  return FIELDS_OF_API[name] ?? null;
}
