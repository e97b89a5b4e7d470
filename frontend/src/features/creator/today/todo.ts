/** What waits for the creator: drafts that are not out yet, sessions that are soon and empty. */

import { dayOf, daysAway, daysBetween } from "@/lib/time";

import { missingWords, whatIsMissing } from "../editor/checklist";
import { valuesOf } from "../editor/values";
import type { Session } from "../queries";
import { stateOf } from "../session-state";

export interface Todo {
  kind: "draft" | "quiet";
  session: Session;
  words: string;
}

const MOST_DRAFTS = 3;
const SOON_DAYS = 7;
const QUIET = 1 / 3;
/** In a group smaller than this, few bookings are no sign. */
const GROUP = 3;

export function todosOf(sessions: Session[], zone: string, now: Date): Todo[] {
  return [...quiet(sessions, zone, now), ...drafts(sessions, now)];
}

function drafts(sessions: Session[], now: Date): Todo[] {
  return sessions
    .filter((session) => session.status === "draft")
    .sort((one, other) => other.updated_at.localeCompare(one.updated_at))
    .slice(0, MOST_DRAFTS)
    .map((session) => ({
      kind: "draft",
      session,
      words: missingWords(whatIsMissing(valuesOf(session), session, now)),
    }));
}

function quiet(sessions: Session[], zone: string, now: Date): Todo[] {
  return sessions
    .filter((session) => isQuiet(session, zone, now))
    .sort((one, other) => String(one.start_time).localeCompare(String(other.start_time)))
    .map((session) => ({
      kind: "quiet",
      session,
      words: `${session.current_bookings} of ${session.capacity} seats taken, and it is ${daysAway(String(session.start_time), zone, now)}.`,
    }));
}

function isQuiet(session: Session, zone: string, now: Date): boolean {
  if (stateOf(session, now) !== "published" || !session.start_time) return false;
  if (new Date(session.start_time) <= now || session.capacity < GROUP) return false;
  const days = daysBetween(dayOf(now, zone), dayOf(session.start_time, zone));
  return days <= SOON_DAYS && session.current_bookings / session.capacity < QUIET;
}
