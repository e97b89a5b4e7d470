"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import { sessionsDestroy, sessionsPartialUpdate } from "@/api/sdk.gen";
import type { SessionStatus } from "@/api/types.gen";
import "@/lib/api";

import { KEYS, type Session } from "../queries";

/** Everything that shows sessions, seats or figures looks anew; public pages as well. */
function useRefreshed(): (id: string) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (id) => {
    for (const queryKey of [KEYS.mine, KEYS.session(id), KEYS.rosters, KEYS.insights]) {
      void client.invalidateQueries({ queryKey });
    }
    router.refresh();
  };
}

export function useChangeStatus(session: Session) {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: async (status: SessionStatus) =>
      (
        await sessionsPartialUpdate<true>({
          path: { session_id: session.id },
          body: { status },
        })
      ).data,
    onSettled: () => refreshed(session.id),
  });
}

export function useDelete(session: Session) {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: () => sessionsDestroy<true>({ path: { session_id: session.id } }),
    onSettled: () => refreshed(session.id),
  });
}
