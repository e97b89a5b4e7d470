"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { wordsFor } from "@/lib/problem";

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => unknown;
}

/** Under a list of which there is more. */
export function LoadMore({ list, words, what }: { list: Paged; words: string; what: string }) {
  if (!list.hasNextPage) return null;
  return (
    <div className="flex flex-wrap items-center gap-4 py-6 print:hidden">
      <Button isBusy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        Load more {what}
      </Button>
      <span className="text-sm text-ink-3 tabular-nums">{words}</span>
      {list.isFetchNextPageError && (
        <Notice tone="danger" role="alert" title="No more came." className="basis-full">
          {wordsFor(list.error)} What is on the page stays.
        </Notice>
      )}
    </div>
  );
}
