"use client";

import Link from "next/link";
import { useRef, useState, type SubmitEvent } from "react";

import type { SuggestedOutput } from "@/api/types.gen";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAuth } from "@/context/AuthContext";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { demandOf } from "../demand";
import { keepAddress } from "../mail/kept-address";
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
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();
  const email = suggested.email ?? "";

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    const password = field.current?.value ?? "";
    setProblem("");
    setWrong(password ? "" : "Enter the password of your account.");
    if (!password) return field.current?.focus();
    setIsBusy(true);
    try {
      const { proveAccount } = await import("@/lib/sign-in");
      const answer = await proveAccount(ticket, password);
      onOver({ kind: "signed-in", next });
      enter(answer);
    } catch (error) {
      setIsBusy(false);
      if (demandOf(error)) return onOver(problemStage(error, next));
      if (!(error instanceof ApiError)) return setProblem(wordsFor(error));
      if (error.code === "link_not_valid") return onOver({ kind: "problem", reason: error.code });
      if (error.code === "throttled") start(error.retryAfter ?? 60);
      if (error.fields.password) {
        setWrong(error.fields.password.join(" "));
        field.current?.focus();
        field.current?.select();
      } else setProblem(wordsFor(error));
    }
  };

  return (
    <Step title="You have an account already">
      <p className="text-lg leading-normal">
        It belongs to <bdi className="font-ui text-ink">{email}</bdi>. Enter its password once, and
        from then on you can sign in either way.
      </p>
      <form method="post" noValidate className="grid gap-6" onSubmit={submit}>
        <input type="text" name="username" autoComplete="username" value={email} hidden readOnly />
        <PasswordField
          ref={field}
          label="Password"
          name="password"
          autoComplete="current-password"
          enterKeyHint="go"
          required
          error={wrong}
        />
        {problem && <Notice tone="danger" role="alert" title={problem} />}
        <SubmitButton isBusy={isBusy} left={left}>
          Sign in and link
        </SubmitButton>
      </form>
      <p className="text-sm text-ink-3">
        <Link className="link" href="/forgot-password" onClick={() => keepAddress(email)}>
          Forgot its password?
        </Link>{" "}
        If the account is not yours, close this page: nothing was linked.
      </p>
    </Step>
  );
}
