import { creatorsRetrieve, sessionsList, sessionsRetrieve } from "@/api/sdk.gen";
import type { CreatorOutput, SessionOutput } from "@/api/types.gen";
import "@/lib/api";

import type { OtherSessions } from "./Others";

const CARDS = 3;

export interface Hidden {
  session: SessionOutput;
  creator: CreatorOutput | null;
  others: OtherSessions;
}

/** A session as its reader may see it. Throws ApiError; `not_found` for everybody else. */
export async function loadHidden(id: string): Promise<Hidden> {
  const { data: session } = await sessionsRetrieve<true>({ path: { session_id: id } });
  const { username } = session.creator_details;
  const [creator, others] = await Promise.all([
    creatorsRetrieve<true>({ path: { username } })
      .then(({ data }) => data)
      .catch(() => null),
    session.status === "draft" ? NOBODY : alternatives(session).catch(() => NOBODY),
  ]);
  return { session, creator, others };
}

const NOBODY: OtherSessions = { byHost: [], byAnybody: [] };

async function alternatives(session: SessionOutput): Promise<OtherSessions> {
  const [byHost, upcoming] = await Promise.all([
    sessionsList<true>({ query: { creator: session.creator, limit: CARDS } }),
    sessionsList<true>({ query: { has_seats: true, limit: 4 * CARDS } }),
  ]);
  const byAnybody = upcoming.data.filter((each) => each.creator !== session.creator);
  return { byHost: byHost.data, byAnybody: byAnybody.slice(0, CARDS) };
}
