import "server-only";

import { cache } from "react";

import type { CreatorOutput, SessionOutput } from "@/api/types.gen";
import { loadCreator } from "@/features/catalogue/load";
import { ApiError } from "@/lib/problem";
import { read } from "@/lib/server-api";

import { alternativesTo, CARDS } from "./alternatives";
import type { OtherSessions } from "./Others";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FETCHED = 12;

/** A published session; null for one that is not there or not for everybody. */
export const readSession = cache(async (id: string): Promise<SessionOutput | null> => {
  if (!UUID.test(id)) return null;
  try {
    return await read<SessionOutput>(`/api/sessions/${id}/`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
});

/** What stands below a session. A fault there leaves it out, and the page stands without it. */
export async function readCreator(username: string): Promise<CreatorOutput | null> {
  return loadCreator(username).catch(() => null);
}

export async function readOthers(
  session: SessionOutput,
  isClosed: boolean,
): Promise<OtherSessions> {
  const [byHost, byAnybody] = await Promise.all([
    read<SessionOutput[]>("/api/sessions/", { creator: session.creator, limit: CARDS + 1 }).catch(
      () => [],
    ),
    isClosed ? readUpcoming(session) : [],
  ]);
  const shown = byHost.filter((each) => each.id !== session.id).slice(0, CARDS);
  return { byHost: shown, byAnybody };
}

/** Sessions with free seats, soonest first; in place of one that can't be booked. */
export async function readUpcoming(inPlaceOf?: SessionOutput): Promise<SessionOutput[]> {
  const free = (topic?: string) =>
    read<SessionOutput[]>("/api/sessions/", { has_seats: true, limit: FETCHED, topic }).catch(
      () => [],
    );
  const topic = inPlaceOf?.topic;
  const [upcoming, ofTopic] = await Promise.all([free(), topic ? free(topic) : []]);
  return alternativesTo(inPlaceOf, upcoming, ofTopic);
}
