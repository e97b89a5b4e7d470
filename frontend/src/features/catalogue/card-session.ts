import type { SessionOutput } from "@/api/types.gen";

/** What a card shows of a session. The rest, above all the description, stays on the server. */
export type CardSession = Pick<
  SessionOutput,
  | "id"
  | "title"
  | "price"
  | "currency"
  | "duration_minutes"
  | "spots_available"
  | "is_full"
  | "image"
  | "topic"
  | "format"
  | "place"
  | "start_time"
  | "creator_details"
>;

export function toCard(session: SessionOutput): CardSession {
  const { id, title, price, currency, duration_minutes, spots_available, is_full } = session;
  const { image, topic, format, place, start_time, creator_details } = session;
  return {
    ...{ id, title, price, currency, duration_minutes, spots_available, is_full },
    ...{ image, topic, format, place, start_time, creator_details },
  };
}
