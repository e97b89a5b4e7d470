import { creatorsRetrieve, sessionsList, sessionsRetrieve } from "@/api/sdk.gen";
import type { CreatorOutput, SessionOutput } from "@/api/types.gen";
import "@/lib/api";

import { alternativesTo, CARDS } from "./alternatives";
import type { OtherSessions } from "./Others";

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
  const { creator, topic } = session;
  const free = { has_seats: true, limit: 4 * CARDS };
  const [byHost, upcoming, ofTopic] = await Promise.all([
    sessionsList<true>({ query: { creator, limit: CARDS } }),
    sessionsList<true>({ query: free }),
    topic ? sessionsList<true>({ query: { ...free, topic } }) : { data: [] },
  ]);
  return {
    byHost: byHost.data,
    byAnybody: alternativesTo(session, upcoming.data, ofTopic.data),
  };
}
