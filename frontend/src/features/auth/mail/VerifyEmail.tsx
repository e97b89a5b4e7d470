"use client";

import { useState } from "react";

import type { VerifiedOutput } from "@/api/types.gen";
import { dropToken, useLinkToken } from "@/lib/link-token";

import { Step } from "../Step";
import { Confirmed } from "./Confirmed";
import { ConfirmLink } from "./ConfirmLink";
import { TypeCode } from "./TypeCode";

const LINK = "verify";

/** By the link of the mail, or by its six digits; the one is always a way on from the other. */
export function VerifyEmail({ next }: { next: string }) {
  const token = useLinkToken(LINK);
  const [isLinkGone, setIsLinkGone] = useState(false);
  const [done, setDone] = useState<VerifiedOutput | null>(null);
  const onDone = (found: VerifiedOutput) => {
    dropToken(LINK);
    setDone(found);
  };

  if (done) return <Confirmed found={done} next={next} />;
  if (token && !isLinkGone) {
    return (
      <Step title="Is this your e-mail?" isFirst>
        <ConfirmLink
          token={token}
          onDone={onDone}
          onGone={() => {
            dropToken(LINK);
            setIsLinkGone(true);
          }}
        />
      </Step>
    );
  }
  return (
    <Step
      title={isLinkGone ? "This link no longer works" : "Confirm your e-mail"}
      isFirst={!isLinkGone}
    >
      <p className="text-lg leading-normal">
        {isLinkGone
          ? "It was used already, it is too old, or a newer one was sent. Type the code of the newest mail, or have one sent."
          : "Type the code of our mail, or follow its link."}
      </p>
      <TypeCode onDone={onDone} />
    </Step>
  );
}
