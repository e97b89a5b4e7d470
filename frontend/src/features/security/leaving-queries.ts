"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";

import {
  authDeletionCreate,
  authDeletionRetrieve,
  authExportCreate,
  authExportFileRetrieve,
  authExportRetrieve,
} from "@/api/sdk.gen";
import type { ConsequencesOutput, ExportOutput } from "@/api/types.gen";
import "@/lib/api";
import { tellTabs } from "@/lib/auth-channel";

export type Consequences = ConsequencesOutput;

const EXPORT = ["security", "export"];
const LOOK_AGAIN_MS = 1500;

export function isUnderWay(found: ExportOutput | undefined): boolean {
  return found?.status === "waiting" || found?.status === "running";
}

/** The newest one; looked at again and again while it is written. */
export function useExport() {
  return useQuery({
    queryKey: EXPORT,
    queryFn: async ({ signal }) => (await authExportRetrieve<true>({ signal })).data,
    refetchInterval: (query) => (isUnderWay(query.state.data) ? LOOK_AGAIN_MS : false),
  });
}

export function useAskForExport(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const { data } = await authExportCreate<true>();
    client.setQueryData(EXPORT, data);
  };
}

export async function fetchExport(): Promise<Blob> {
  // Longer than other answers: it is everything.
  return (await authExportFileRetrieve<true>({ timeout: 120_000 })).data as Blob;
}

export function useConsequences() {
  return useQuery({
    queryKey: ["security", "deletion"],
    queryFn: async ({ signal }) => (await authDeletionRetrieve<true>({ signal })).data,
    staleTime: 0,
  });
}

export async function deleteAccount(username: string): Promise<void> {
  await authDeletionCreate<true>({ body: { username } });
  tellTabs({ kind: "signed-out" });
}
