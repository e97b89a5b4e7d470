"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

import { Button } from "./ui/button";
import { useSelfRetry } from "./use-self-retry";

/** Asks the server for the page anew: when pressed, and by itself. */
export function SelfRetry({ turn, notBefore }: { turn: number; notBefore: number | null }) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const retry = () => startTransition(() => router.refresh());
  useSelfRetry(retry, { turn, notBefore });
  return (
    <Button isBusy={isBusy} onClick={retry}>
      Try again
    </Button>
  );
}
