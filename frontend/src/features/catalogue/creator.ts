import "server-only";

import { cache } from "react";

import type { CreatorOutput, SessionOutput } from "@/api/types.gen";
import { ApiError } from "@/lib/problem";
import { readPage, type Page } from "@/lib/server-api";

import { loadCreator, SESSIONS } from "./load";
import { PAGE_SIZE, parseFilters } from "./search-params";

export function creatorHref(username: string): string {
  return `/creators/${encodeURIComponent(username)}`;
}

export interface CreatorWithSessions {
  creator: CreatorOutput;
  page: Page<SessionOutput>;
  /** Of this page; null for the first. */
  cursor: string | null;
}

/** Null when there is no such creator; an ApiError when we could not find out. Once a request. */
export const readCreatorPage = cache(
  async (
    segment: string,
    cursor: string | string[] | undefined,
  ): Promise<CreatorWithSessions | ApiError | null> => {
    const username = decoded(segment);
    const at = parseFilters({ cursor }).cursor;
    try {
      const [creator, page] = await Promise.all([
        loadCreator(username),
        readPage<SessionOutput>(SESSIONS, { ...creatorQuery(username), cursor: at ?? undefined }),
      ]);
      return creator && { creator, page, cursor: at };
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  },
);

/** Full sessions too: who comes here asks what somebody does. */
export function creatorQuery(username: string) {
  return { creator: username, limit: PAGE_SIZE };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
