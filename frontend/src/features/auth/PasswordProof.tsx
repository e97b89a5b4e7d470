"use client";

import { useEffect, useRef, useState, type SubmitEvent } from "react";

import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

/** The password of an account that is known already. */
export function PasswordProof({
  email,
  act,
  hasFocus = false,
  onAnswer,
}: {
  email: string;
  /** What the button does. */
  act: string;
  hasFocus?: boolean;
  /** Throws ApiError. */
  onAnswer: (password: string) => Promise<void>;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();

  useEffect(() => {
    if (hasFocus) field.current?.focus();
  }, [hasFocus]);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    const password = field.current?.value ?? "";
    setProblem("");
    setWrong(password ? "" : "Enter your password.");
    if (!password) return field.current?.focus();
    setIsBusy(true);
    try {
      await onAnswer(password);
    } catch (error) {
      setIsBusy(false);
      if (error instanceof ApiError && error.code === "throttled") start(error.retryAfter ?? 60);
      if (error instanceof ApiError && error.fields.password) {
        setWrong(error.fields.password.join(" "));
        field.current?.focus();
        field.current?.select();
      } else setProblem(wordsFor(error));
    }
  };

  return (
    <form method="post" noValidate className="grid gap-6" onSubmit={submit}>
      {/* So that a password manager knows which of its entries is meant. */}
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
        {act}
      </SubmitButton>
    </form>
  );
}
