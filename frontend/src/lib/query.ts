import { QueryClient } from "@tanstack/react-query";

import { ApiError } from "./problem";

/** Reads try again when nothing is known; refusals are answers. Deeds never repeat themselves. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < 2 && error instanceof ApiError && error.isUnclear,
        retryDelay: (count) => 500 * 2 ** count,
      },
    },
  });
}
