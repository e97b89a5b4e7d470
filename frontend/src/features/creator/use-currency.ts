"use client";

import { useQuery } from "@tanstack/react-query";

import { sessionsList } from "@/api/sdk.gen";
import "@/lib/api";

const FALLBACK = "USD";

/** The installation's currency, as any session names it. */
export function useCurrency(): string {
  const { data } = useQuery({
    queryKey: ["currency"],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const query = { when: "all", limit: 1 } as const;
      const { data: sessions } = await sessionsList<true>({ query, signal });
      return sessions[0]?.currency ?? FALLBACK;
    },
  });
  return data ?? FALLBACK;
}
