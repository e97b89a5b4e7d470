import { sessionsCreate, sessionsPartialUpdate } from "@/api/sdk.gen";
import { newKey } from "@/lib/api";

import { fetchSession } from "../queries";
import type { SessionApi } from "./saver";

export const sessionApi: SessionApi = {
  create: async (body, key) =>
    (await sessionsCreate<true>({ body, headers: { "Idempotency-Key": key } })).data,
  change: async (id, body, version) => {
    // A session's tag begins with the version of its last edit; the seats do not count here.
    const headers = { "If-Match": `"${version}.0"` };
    return (await sessionsPartialUpdate<true>({ path: { session_id: id }, body, headers })).data;
  },
  read: fetchSession,
  newKey,
};
