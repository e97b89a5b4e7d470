"use client";

import { useEffect, useRef, useState, type MouseEvent } from "react";

import { useAnnounce } from "@/components/Announcer";
import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { cn } from "@/lib/cn";
import { wordsFor } from "@/lib/problem";

import type { CardSession } from "./card-session";
import { fetchPage } from "./fetch-page";

/** A real link to the next page; with scripts the page comes below this one. */
export function LoadMore({
  query,
  href,
  cursor,
  words,
  isIndented,
  onLoaded,
}: {
  query: string;
  href: string;
  cursor: string | null;
  /** "24 of 54 shown". */
  words: string;
  /** Under cards that stand beside a gutter. */
  isIndented: boolean;
  onLoaded: (sessions: readonly CardSession[], cursor: string | null) => void;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const announce = useAnnounce();
  const arrived = useRef<string | null>(null);

  useEffect(() => {
    if (arrived.current === null) return;
    const card = document.querySelector(`[data-session="${arrived.current}"] a`);
    arrived.current = null;
    if (card instanceof HTMLElement) card.focus();
    announce(words);
  }, [words, announce]);

  const load = async (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (isBusy || cursor === null) return;
    setIsBusy(true);
    setProblem("");
    try {
      const page = await fetchPage(query, cursor);
      arrived.current = page.sessions[0]?.id ?? null;
      onLoaded(page.sessions, page.cursor);
    } catch (error) {
      setProblem(wordsFor(error));
    }
    setIsBusy(false);
  };

  return (
    <div
      className={cn(
        "flex flex-col gap-4 border-t border-line py-8 text-center md:flex-row md:flex-wrap md:items-center md:text-left",
        isIndented ? "md:pl-[9.5rem]" : "mt-8",
      )}
    >
      {cursor !== null && (
        <a
          href={withCursor(href, cursor)}
          aria-busy={isBusy || undefined}
          className={buttonClasses()}
          onClick={(event) => void load(event)}
        >
          {isBusy && (
            <span
              aria-hidden="true"
              className="size-4 animate-busy rounded-full border-2 border-current border-r-transparent"
            />
          )}
          Load more sessions
        </a>
      )}
      <span className="text-sm text-ink-3 tabular-nums">{words}</span>
      {problem && (
        <Notice tone="danger" role="alert" title="No more came." className="basis-full text-left">
          {problem} What is on the page stays.
        </Notice>
      )}
    </div>
  );
}

function withCursor(href: string, cursor: string): string {
  return `${href}${href.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}
