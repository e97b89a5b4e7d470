/**
 * What is typed is kept in this tab until the server has it, so that a reload, a step back or
 * a lost connection costs nothing.
 */

import { recall } from "@/lib/session-store";

import type { Session } from "../queries";
import { blankValues, type Values } from "./values";

export interface Kept {
  values: Values;
  /** The version that was being changed; null for a session that is not saved yet. */
  base: Session | null;
  at: string;
}

/** Nobody finds in it what another person typed in the same tab. */
export function keptName(userId: string, sessionId: string): string {
  return `session-draft:${userId}:${sessionId}`;
}

export function recallKept(name: string): Kept | null {
  const kept = recall<Kept>(name);
  if (typeof kept?.values?.title !== "string") return null;
  // It may be from before there were all of the fields.
  return { ...kept, values: { ...blankValues(kept.values.time_zone), ...kept.values } };
}
