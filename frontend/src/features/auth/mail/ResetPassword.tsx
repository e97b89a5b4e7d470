"use client";

import Link from "next/link";
import { useRef, useState, type SubmitEvent } from "react";

import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { dropToken, useLinkToken } from "@/lib/link-token";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { passwordRules } from "../password-rules";
import { PasswordRules } from "../PasswordRules";
import { Step } from "../Step";
import { keptAddress } from "./kept-address";

const LINK = "reset";

export function ResetPassword() {
  const token = useLinkToken(LINK);
  const [end, setEnd] = useState<"set" | "gone" | null>(null);
  if (end === "set") return <Set />;
  if (end === "gone" || token === null) return <Gone isFirst={end === null} />;
  return (
    <Step title="Set a new password" isFirst>
      <p>It is for this account only. All devices that are signed in now are signed out.</p>
      <NewPassword
        token={token}
        onEnd={(how) => {
          dropToken(LINK);
          setEnd(how);
        }}
      />
    </Step>
  );
}

function NewPassword({
  token,
  onEnd,
}: {
  token: string | undefined;
  onEnd: (how: "set" | "gone") => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();
  // Whose account it is only the server knows.
  const rules = passwordRules(typed, [keptAddress()]);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left || !token) return;
    const fault = rules.every(({ isMet }) => isMet) ? "" : "Meet all three points.";
    setWrong(fault);
    setProblem("");
    if (fault) return field.current?.focus();
    setIsBusy(true);
    try {
      await (await import("@/lib/recovery")).resetPassword(token, typed);
      onEnd("set");
    } catch (error) {
      setIsBusy(false);
      if (!(error instanceof ApiError)) return setProblem(wordsFor(error));
      if (error.code === "link_not_valid") return onEnd("gone");
      if (error.code === "throttled") start(error.retryAfter ?? 60);
      if (error.fields.new_password) {
        setWrong(error.fields.new_password.join(" "));
        field.current?.focus();
      } else setProblem(wordsFor(error));
    }
  };

  return (
    <form method="post" noValidate className="grid gap-6" onSubmit={submit}>
      {/* So that a password manager knows which of its entries is meant. */}
      <input
        type="text"
        name="username"
        autoComplete="username"
        defaultValue={keptAddress()}
        suppressHydrationWarning
        hidden
        readOnly
      />
      <PasswordField
        ref={field}
        label="New password"
        name="new-password"
        autoComplete="new-password"
        required
        maxLength={128}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        hint={<PasswordRules rules={rules} />}
        error={wrong}
      />
      {problem && <Notice tone="danger" role="alert" title={problem} />}
      <SubmitButton isBusy={isBusy} left={left}>
        Set the password
      </SubmitButton>
    </form>
  );
}

function Set() {
  return (
    <Step title="Your password is set">
      <p className="text-lg leading-normal">
        Sign in with it. Every device that was signed in to your account has been signed out.
      </p>
      <Link href="/login" className={buttonClasses({ variant: "primary", size: "lg" })}>
        Sign in
      </Link>
    </Step>
  );
}

function Gone({ isFirst }: { isFirst: boolean }) {
  return (
    <Step title="This link no longer works" isFirst={isFirst}>
      <p className="text-lg leading-normal">
        It was used, it is older than an hour, or a newer one was sent. Your password is as it was.
      </p>
      <Link href="/forgot-password" className={buttonClasses({ variant: "primary", size: "lg" })}>
        Send me a new link
      </Link>
    </Step>
  );
}
