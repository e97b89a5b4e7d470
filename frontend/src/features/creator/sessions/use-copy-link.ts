"use client";

import { toast } from "@/components/Toaster";
import { copyText } from "@/lib/copy-text";

/** Copies the public address of a session, or shows it where the browser forbids copying. */
export function useCopyLink(): (sessionId: string) => void {
  return (sessionId) => {
    const address = `${window.location.origin}/sessions/${sessionId}`;
    void copyText(address).then((isCopied) =>
      toast(isCopied ? "The link is copied." : `Copy it from here: ${address}`),
    );
  };
}
