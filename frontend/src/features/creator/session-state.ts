import type { Session } from "./queries";

export type State = "draft" | "published" | "ended" | "cancelled";

/** What a creator calls it: a published session is over once it has ended. */
export function stateOf(session: Pick<Session, "status" | "end_time">, now: Date): State {
  if (session.status !== "published") return session.status;
  return session.end_time && new Date(session.end_time) <= now ? "ended" : "published";
}

export const STATES = {
  draft: { tone: "draft", word: "Draft" },
  published: { tone: "live", word: "Published" },
  ended: { tone: "over", word: "Ended" },
  cancelled: { tone: "cancelled", word: "Cancelled" },
} as const;

export function hasStarted(session: Pick<Session, "start_time">, now: Date): boolean {
  return session.start_time !== null && new Date(session.start_time) <= now;
}
