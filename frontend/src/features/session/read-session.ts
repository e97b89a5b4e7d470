import "server-only";

import { cache } from "react";

import type { CreatorOutput, SessionOutput } from "@/api/types.gen";
import { loadCreator } from "@/features/catalogue/load";
import { ApiError } from "@/lib/problem";
import { read } from "@/lib/server-api";

import type { OtherSessions } from "./Others";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CARDS = 3;
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

/** Sessions with free seats, soonest first; of others than the creator of `besides`. */
export async function readUpcoming(besides?: SessionOutput): Promise<SessionOutput[]> {
  const query = { has_seats: true, limit: FETCHED };
  const found = await read<SessionOutput[]>("/api/sessions/", query).catch(() => []);
  return found.filter((each) => each.creator !== besides?.creator).slice(0, CARDS);
}
