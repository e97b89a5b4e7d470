import "server-only";

import { cookies, headers } from "next/headers";

import { problemOf, noAnswer } from "./problem";
import { nextCursor } from "./paging";

const TIMEOUT_MS = 5_000;

/** Where the server itself reaches the API; read at run time, not at build time. */
function apiInternalUrl(): string {
  return process.env.API_INTERNAL_URL ?? "http://127.0.0.1:8000";
}

/** By how readers come: where that is https, the API leads whatever else comes to them there. */
function scheme(): Record<string, string> {
  return process.env.PUBLIC_URL?.startsWith("https:") ? { "X-Forwarded-Proto": "https" } : {};
}

/** So that readers see what they have just done, also where the API reads from a replica. */
async function position(): Promise<Record<string, string>> {
  const written = (await cookies()).get("write_position")?.value;
  return written ? { "X-Write-Position": written } : {};
}

/** So that what is done for a page is found under the id of the page. */
async function requestId(): Promise<Record<string, string>> {
  const id = (await headers()).get("x-request-id");
  return id ? { "X-Request-Id": id } : {};
}

export type Query = Record<string, string | number | boolean | undefined>;

export interface Page<T> {
  items: T[];
  /** For the page after this one; null on the last. */
  cursor: string | null;
}

/**
 * An anonymous read for a server component. `path` begins with /api/. Throws ApiError,
 * after five seconds at the latest.
 */
export async function read<T>(path: string, query: Query = {}): Promise<T> {
  return bodyOf<T>(await answer(path, query));
}

/** The same for a list, with the cursor of its next page. */
export async function readPage<T>(path: string, query: Query = {}): Promise<Page<T>> {
  const found = await answer(path, query);
  const items = await bodyOf<T[]>(found);
  if (!Array.isArray(items)) throw unreadable(found);
  return { items, cursor: nextCursor(found.headers.get("link")) };
}

async function bodyOf<T>(found: Response): Promise<T> {
  const text = await found.text().catch(() => {
    throw noAnswer();
  });
  try {
    return JSON.parse(text) as T;
  } catch {
    throw unreadable(found);
  }
}

function unreadable(found: Response) {
  return problemOf({
    status: found.status,
    body: null,
    header: (name) => found.headers.get(name),
  });
}

async function answer(path: string, query: Query): Promise<Response> {
  const url = new URL(path, apiInternalUrl());
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const told = { ...scheme(), ...(await position()), ...(await requestId()) };
  let found: Response;
  try {
    found = await fetch(url, {
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: told,
    });
  } catch {
    throw noAnswer();
  }
  if (!found.ok) {
    throw problemOf({
      status: found.status,
      body: await found.json().catch(() => null),
      header: (name) => found.headers.get(name),
    });
  }
  return found;
}
