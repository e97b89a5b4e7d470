"use client";

import Link from "next/link";
import { useState } from "react";

import type { VerifiedOutput } from "@/api/types.gen";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { dropToken, useLinkToken } from "@/lib/link-token";
import { ApiError, wordsFor } from "@/lib/problem";

import { Step } from "../Step";
import { Confirmed } from "./Confirmed";

const LINK = "keep";

type End = { kind: "kept" } | { kind: "gone" } | { kind: "agreed"; found: VerifiedOutput };

/** What the present address is asked when the account shall get another one. */
export function KeepEmail() {
  const token = useLinkToken(LINK);
  const [end, setEnd] = useState<End | null>(null);
  if (end?.kind === "agreed") return <Confirmed found={end.found} next="/" />;
  if (end?.kind === "kept") return <Kept />;
  if (end?.kind === "gone" || token === null) return <Gone isFirst={end === null} />;
  return (
    <Step title="Do you want another e-mail?" isFirst>
      <p className="text-lg leading-normal">
        Somebody who is signed in to your account asked to use another address for it. That was
        hopefully you.
      </p>
      <Choice
        token={token}
        onEnd={(how) => {
          dropToken(LINK);
          setEnd(how);
        }}
      />
    </Step>
  );
}

function Choice({ token, onEnd }: { token: string | undefined; onEnd: (end: End) => void }) {
  const [busy, setBusy] = useState<"keep" | "agree" | null>(null);
  const [problem, setProblem] = useState("");
  const choose = async (what: "keep" | "agree") => {
    if (busy || !token) return;
    setBusy(what);
    setProblem("");
    try {
      const { confirmEmail, keepEmail } = await import("@/lib/recovery");
      if (what === "agree") return onEnd({ kind: "agreed", found: await confirmEmail({ token }) });
      await keepEmail(token);
      onEnd({ kind: "kept" });
    } catch (error) {
      setBusy(null);
      if (error instanceof ApiError && error.code === "link_not_valid") onEnd({ kind: "gone" });
      else setProblem(wordsFor(error));
    }
  };
  return (
    <div className="grid gap-3">
      {problem && <Notice tone="danger" role="alert" title={problem} />}
      <Button
        variant="primary"
        size="lg"
        isBusy={busy === "keep"}
        onClick={() => void choose("keep")}
      >
        Keep my address
      </Button>
      <Button size="lg" isBusy={busy === "agree"} onClick={() => void choose("agree")}>
        Yes, change it
      </Button>
    </div>
  );
}

function Kept() {
  return (
    <Step title="Your address stays">
      <p className="text-lg leading-normal">
        The change was stopped. If you did not ask for it, somebody else is signed in to your
        account: change your password and sign out all other devices.
      </p>
      <Link href="/profile/security" className={buttonClasses({ variant: "primary", size: "lg" })}>
        Sign-in and security
      </Link>
      <Link href="/forgot-password" className={buttonClasses({ size: "lg" })}>
        I can no longer sign in
      </Link>
    </Step>
  );
}

function Gone({ isFirst }: { isFirst: boolean }) {
  return (
    <Step title="This link no longer works" isFirst={isFirst}>
      <p className="text-lg leading-normal">
        The change was made, stopped, or took longer than a day. Your profile shows the address that
        your account has.
      </p>
      <Link href="/profile" className={buttonClasses({ variant: "primary", size: "lg" })}>
        To your profile
      </Link>
    </Step>
  );
}
