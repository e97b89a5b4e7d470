import type { MetadataRoute } from "next";

import type { SessionOutput } from "@/api/types.gen";
import { creatorHref } from "@/features/catalogue/creator";
import { ApiError } from "@/lib/problem";
import { readPage } from "@/lib/server-api";
import { siteUrl } from "@/lib/site";

const A_PAGE = 200;
/** The soonest thousand: search engines come again. */
const PAGES = 5;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const site = await siteUrl();
  const at = (path: string) => new URL(path, site).href;
  const sessions = await upcoming();
  const creators = new Set(sessions.map(({ creator_details }) => creator_details.username));
  return [
    { url: at("/") },
    ...sessions.map(({ id, updated_at }) => ({
      url: at(`/sessions/${id}`),
      lastModified: updated_at,
    })),
    ...[...creators].map((username) => ({ url: at(creatorHref(username)) })),
  ];
}

/** What the API gives us in time; a short map is better than none. */
async function upcoming(): Promise<SessionOutput[]> {
  const found: SessionOutput[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    try {
      const next: { items: SessionOutput[]; cursor: string | null } = await readPage(
        "/api/sessions/",
        { limit: A_PAGE, cursor: cursor ?? undefined },
      );
      found.push(...next.items);
      cursor = next.cursor;
    } catch (error) {
      if (error instanceof ApiError) return found;
      throw error;
    }
    if (cursor === null) break;
  }
  return found;
}
