"use client";

import Link from "next/link";

import type { SuggestedOutput } from "@/api/types.gen";
import { useAuth } from "@/context/AuthContext";
import { ApiError } from "@/lib/problem";

import { demandOf } from "../demand";
import { keepAddress } from "../mail/kept-address";
import { PasswordProof } from "../PasswordProof";
import { Step } from "../Step";
import { problemStage, type Stage } from "./arrival";

/** An account has the address already: whoever knows its password may link the service to it. */
export function ProveAccount({
  ticket,
  suggested,
  next,
  onOver,
}: {
  ticket: string;
  suggested: SuggestedOutput;
  next: string;
  onOver: (stage: Stage) => void;
}) {
  const { enter } = useAuth();
  const email = suggested.email ?? "";

  const prove = async (password: string) => {
    const { proveAccount } = await import("@/lib/sign-in");
    try {
      const answer = await proveAccount(ticket, password);
      onOver({ kind: "signed-in", next });
      enter(answer);
    } catch (error) {
      if (!demandOf(error) && !isGone(error)) throw error;
      onOver(problemStage(error, next));
    }
  };

  return (
    <Step title="You have an account already">
      <p className="text-lg leading-normal">
        It belongs to <bdi className="font-ui text-ink">{email}</bdi>. Enter its password once, and
        from then on you can sign in either way.
      </p>
      <PasswordProof email={email} act="Sign in and link" onAnswer={prove} />
      <p className="text-sm text-ink-3">
        <Link className="link" href="/forgot-password" onClick={() => keepAddress(email)}>
          Forgot its password?
        </Link>{" "}
        If the account is not yours, close this page: nothing was linked.
      </p>
    </Step>
  );
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === "link_not_valid";
}
