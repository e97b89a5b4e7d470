"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

import { useSelfRetry } from "@/components/use-self-retry";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/state";

/** The list did not come. The head of the page stays, with what was typed; it tries again by itself. */
export function CatalogueFault({
  words,
  requestId,
  retryAfter,
  at,
}: {
  words: string;
  requestId: string | null;
  retryAfter: number | null;
  /** Of this try. */
  at: Date;
}) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const retry = () => startTransition(() => router.refresh());
  useSelfRetry(retry, { turn: at.getTime(), notBefore: retryAfter });
  return (
    <>
      {/* The answer has begun when the API fails, so its status can't say so. */}
      <meta name="robots" content="noindex" />
      <ErrorState
        title="The sessions did not load"
        className="mt-6"
        acts={
          <>
            <Button isBusy={isBusy} onClick={retry}>
              Try again
            </Button>
            {requestId && (
              <span className="text-xs text-ink-3">Request {requestId.slice(0, 8)}</span>
            )}
          </>
        }
      >
        {words} This page tries again by itself, and your search stays as it is.
      </ErrorState>
    </>
  );
}
