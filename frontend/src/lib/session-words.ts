/** What a session is about, whom it is for, and where it is held: the same words everywhere. */

import type { FormatEnum, LevelEnum, SessionOutput, TopicEnum } from "@/api/types.gen";

export const TOPICS: Record<TopicEnum, string> = {
  art: "Art",
  business: "Business",
  craft: "Craft",
  food: "Food and drink",
  language: "Languages",
  movement: "Movement",
  music: "Music",
  nature: "Nature",
  photography: "Photography",
  science: "Science",
  technology: "Technology",
  writing: "Writing",
};

export const LEVELS: Record<LevelEnum, string> = {
  beginner: "Beginner",
  intermediate: "Intermediate",
  advanced: "Advanced",
};

export const FORMATS: Record<FormatEnum, string> = {
  in_person: "In person",
  online: "Online",
};

let names: Intl.DisplayNames | undefined;

/** "German" for "de". A code that nobody knows stands for itself. */
export function languageName(code: string): string {
  names ??= new Intl.DisplayNames("en", { type: "language" });
  try {
    return names.of(code) ?? code;
  } catch {
    // Not even of the form of a code.
    return code;
  }
}

/** "Kreuzberg, Berlin", "Online"; null where it is not said. */
export function whereWords({ format, place }: Pick<SessionOutput, "format" | "place">) {
  return place ?? (format && FORMATS[format]);
}
