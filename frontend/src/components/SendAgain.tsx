"use client";

import { useState } from "react";

import { ApiError, retryWords, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { Button, type ButtonProps } from "./ui/button";

/** Mails take a while; who presses at once only gets two. */
const PAUSE_SECONDS = 30;

/** Sends a mail once more, and counts down until the next one. */
export function SendAgain({
  send,
  label = "Send the mail again",
  hasJustSent = false,
  variant = "quiet",
  size,
  className,
}: Pick<ButtonProps, "variant" | "size" | "className"> & {
  send: () => Promise<void>;
  label?: string;
  hasJustSent?: boolean;
}) {
  const { left, start } = useCountdown(hasJustSent ? PAUSE_SECONDS : 0);
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<{ isFault: boolean; text: string } | null>(null);

  const press = async () => {
    if (isBusy || left > 0) return;
    setIsBusy(true);
    setSaid(null);
    try {
      await send();
      setSaid({ isFault: false, text: "Sent. Look among the unwanted mails as well." });
      start(PAUSE_SECONDS);
    } catch (error) {
      setSaid({ isFault: true, text: wordsFor(error) });
      if (error instanceof ApiError && error.code === "throttled") start(error.retryAfter ?? 60);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <div className={className}>
      <Button
        variant={variant}
        size={size}
        isBusy={isBusy}
        aria-disabled={left > 0 || undefined}
        onClick={() => void press()}
        className="tabular-nums aria-disabled:text-ink-3"
      >
        {left > 0 ? retryWords(left).replace("Try", "Send") : label}
      </Button>
      <p
        role={said?.isFault ? "alert" : "status"}
        className={said?.isFault ? "mt-1 text-sm text-danger" : "mt-1 text-sm text-ink-3"}
      >
        {said?.text}
      </p>
    </div>
  );
}
