"use client";

import { useState } from "react";

import type { VerifiedOutput } from "@/api/types.gen";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ApiError, wordsFor } from "@/lib/problem";

/** By a press: programs that look through mails follow links, but press nothing. */
export function ConfirmLink({
  token,
  onDone,
  onGone,
}: {
  token: string;
  onDone: (found: VerifiedOutput) => void;
  onGone: () => void;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const confirm = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      const { confirmEmail } = await import("@/lib/recovery");
      onDone(await confirmEmail({ token }));
    } catch (error) {
      setIsBusy(false);
      if (error instanceof ApiError && error.code === "link_not_valid") onGone();
      else setProblem(error instanceof ApiError && error.fields.email ? TAKEN : wordsFor(error));
    }
  };
  return (
    <>
      <p className="text-lg leading-normal">
        You followed the link that we sent to it. Confirm that it is yours; if you asked for
        nothing, close this page and nothing happens.
      </p>
      {problem && <Notice tone="danger" role="alert" title={problem} />}
      <Button variant="primary" size="lg" isBusy={isBusy} onClick={() => void confirm()}>
        Confirm this address
      </Button>
    </>
  );
}

const TAKEN = "Meanwhile somebody else has an account with this address.";
