"use client";

import Link from "next/link";
import { useTransition } from "react";

import { ErrorPage } from "@/components/ErrorPage";
import { Button, buttonClasses } from "@/components/ui/button";
import { useSelfRetry } from "@/components/use-self-retry";

/** A page that failed in a way nobody foresaw. Most often the next try is fine. */
export default function PageFault({ retry }: { error: unknown; retry: () => void }) {
  const [isBusy, startTransition] = useTransition();
  const again = () => startTransition(retry);
  useSelfRetry(again);
  return (
    <ErrorPage
      title="This page did not load"
      acts={
        <>
          <Button variant="primary" isBusy={isBusy} onClick={again}>
            Try again
          </Button>
          <Link href="/" className={buttonClasses()}>
            Browse sessions
          </Link>
        </>
      }
    >
      Something went wrong on our side. Nothing you did was lost, and nothing was charged. The page
      tries again by itself in a moment.
    </ErrorPage>
  );
}
