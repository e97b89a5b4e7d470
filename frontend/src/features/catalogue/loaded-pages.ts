"use client";

import { useCallback, useEffect, useLayoutEffect, useSyncExternalStore } from "react";

import type { CardSession } from "./card-session";

/**
 * The pages that "Load more" brought, kept for the way back. They belong to one entry of the
 * browser's history: going back to it finds them and its place again, a fresh visit does not.
 */
export interface LoadedPages {
  /** What was listed; the same address may list something else by now. */
  list: string;
  sessions: CardSession[];
  cursor: string | null;
  scrollY: number;
}

const ENTRY = "loadedPages";
const memory = new Map<string, LoadedPages | null>();
const listeners = new Set<() => void>();

function entryId(): string | null {
  const state = window.history.state as Record<string, unknown> | null;
  return typeof state?.[ENTRY] === "string" ? state[ENTRY] : null;
}

function find(list: string): LoadedPages | null {
  const id = entryId();
  if (id === null) return null;
  if (!memory.has(id)) memory.set(id, recall(id));
  const pages = memory.get(id) ?? null;
  return pages?.list === list ? pages : null;
}

function keep(pages: LoadedPages): void {
  const id = entryId() ?? `${ENTRY}:${Date.now().toString(36)}`;
  memory.set(id, pages);
  try {
    sessionStorage.setItem(id, JSON.stringify(pages));
  } catch {
    // Full or forbidden: what is in memory will do until the page is loaded anew.
  }
  if (entryId() !== id) window.history.replaceState({ ...window.history.state, [ENTRY]: id }, "");
}

function recall(id: string): LoadedPages | null {
  try {
    return JSON.parse(sessionStorage.getItem(id) ?? "null") as LoadedPages | null;
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLoadedPages(list: string) {
  const pages = useSyncExternalStore(
    subscribe,
    () => find(list),
    () => null,
  );

  const append = useCallback(
    (sessions: readonly CardSession[], cursor: string | null) => {
      const before = find(list)?.sessions ?? [];
      keep({ list, sessions: [...before, ...sessions], cursor, scrollY: window.scrollY });
      listeners.forEach((listener) => listener());
    },
    [list],
  );

  const hasPages = pages !== null;
  useLayoutEffect(() => {
    const place = find(list)?.scrollY;
    // The browser looked for the place before the page was as long as it had been.
    if (hasPages && place && window.scrollY < place) window.scrollTo(0, place);
    // Only for pages that came with the history entry.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [list]);

  useEffect(() => {
    if (!hasPages) return;
    // After a step to another entry, `find` finds nothing, so its place does not get in here.
    const note = () => {
      const current = find(list);
      if (current) current.scrollY = window.scrollY;
    };
    const save = () => {
      const current = find(list);
      if (current) keep(current);
    };
    window.addEventListener("scroll", note, { passive: true });
    window.addEventListener("pagehide", save);
    document.addEventListener("click", save, true);
    return () => {
      window.removeEventListener("scroll", note);
      window.removeEventListener("pagehide", save);
      document.removeEventListener("click", save, true);
    };
  }, [hasPages, list]);

  return { pages, append };
}
