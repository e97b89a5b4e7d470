import type { SessionOutput } from "@/api/types.gen";
import { API_ORIGIN } from "@/lib/env";
import { nextCursor } from "@/lib/paging";
import { noAnswer, problemOf } from "@/lib/problem";

import { toCard, type CardSession } from "./card-session";

const TIMEOUT_MS = 15_000;

/** A later page of a public list, in the browser. Without Axios: most readers have no need of it. */
export async function fetchPage(
  query: string,
  cursor: string,
): Promise<{ sessions: CardSession[]; cursor: string | null }> {
  const params = new URLSearchParams(query);
  params.set("cursor", cursor);
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(`${API_ORIGIN}/api/sessions/?${params}`, {
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = JSON.parse(await answer.text());
  } catch {
    throw noAnswer();
  }
  if (!answer.ok || !Array.isArray(body)) {
    const header = (name: string) => answer.headers.get(name);
    throw problemOf({ status: answer.status, body, header });
  }
  const sessions = (body as SessionOutput[]).map(toCard);
  return { sessions, cursor: nextCursor(answer.headers.get("link")) };
}
