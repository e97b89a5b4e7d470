/**
 * One try to pay, kept over a reload until it is answered for good. Its key goes with every
 * repetition, so that nobody pays twice. Of the card it knows the outcome and nothing more.
 */

import { newKey } from "@/lib/api";
import { forget, recall, remember } from "@/lib/session-store";

import type { Outcome } from "./card-rules";

export interface Attempt {
  key: string;
  card: Outcome;
  /** `sent`: no answer has come. */
  state: "sent" | "processing" | "confirm";
}

const nameOf = (booking: string) => `pay:${booking}`;

export function attemptOf(booking: string): Attempt | null {
  return recall<Attempt>(nameOf(booking));
}

/** The one under way with this card, else a new one. */
export function beginAttempt(booking: string, card: Outcome): Attempt {
  const present = attemptOf(booking);
  if (present?.card === card) return present;
  const attempt: Attempt = { key: newKey(), card, state: "sent" };
  remember(nameOf(booking), attempt);
  return attempt;
}

export function noteState(booking: string, state: Attempt["state"]): void {
  const present = attemptOf(booking);
  if (present) remember(nameOf(booking), { ...present, state });
}

export function endAttempt(booking: string): void {
  forget(nameOf(booking));
}
