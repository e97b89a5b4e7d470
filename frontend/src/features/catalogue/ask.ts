import { API_ORIGIN } from "@/lib/env";

/** A public answer that the page can do without, in the browser; null where there is none. */
export async function ask<T>(path: string, query: string, signal: AbortSignal): Promise<T | null> {
  try {
    const answer = await fetch(`${API_ORIGIN}/api/sessions/${path}/?${query}`, {
      credentials: "omit",
      signal,
    });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}
