"use client";

import Link from "next/link";
import { useEffect, useRef, useState, type SubmitEvent } from "react";

import { SendAgain } from "@/components/SendAgain";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { isEmail } from "@/lib/email";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { Step } from "../Step";
import { keepAddress, keptAddress } from "./kept-address";

const ask = async (email: string) => (await import("@/lib/recovery")).forgotPassword(email);

export function ForgotPassword() {
  const [sentTo, setSentTo] = useState("");
  const [isFirst, setIsFirst] = useState(true);
  if (sentTo) return <Sent to={sentTo} onOther={() => setSentTo("")} />;
  return (
    <Step title="Forgot your password?" isFirst={isFirst}>
      <p className="text-lg leading-normal">
        Tell us your e-mail, and we send a link to set a new one.
      </p>
      <AddressForm
        onSent={(email) => {
          setIsFirst(false);
          setSentTo(email);
        }}
      />
      <p className="text-sm text-ink-3">
        It came back to you?{" "}
        <Link className="link" href="/login">
          Sign in
        </Link>
      </p>
    </Step>
  );
}

function AddressForm({ onSent }: { onSent: (email: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();

  useEffect(() => {
    if (field.current && !field.current.value) field.current.value = keptAddress();
  }, []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    const email = field.current?.value.trim() ?? "";
    setProblem("");
    setWrong(isEmail(email) ? "" : "Enter the e-mail of your account.");
    if (!isEmail(email)) return field.current?.focus();
    setIsBusy(true);
    try {
      await ask(email);
      keepAddress(email);
      onSent(email);
    } catch (error) {
      if (error instanceof ApiError && error.code === "throttled") start(error.retryAfter ?? 60);
      if (error instanceof ApiError && error.fields.email) {
        setWrong(error.fields.email.join(" "));
        field.current?.focus();
      } else setProblem(wordsFor(error));
      setIsBusy(false);
    }
  };

  return (
    <form method="post" noValidate className="grid gap-6" onSubmit={submit}>
      <TextField
        ref={field}
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        error={wrong}
      />
      {problem && <Notice tone="danger" role="alert" title={problem} />}
      <SubmitButton isBusy={isBusy} left={left}>
        Send me a link
      </SubmitButton>
    </form>
  );
}

function Sent({ to, onOther }: { to: string; onOther: () => void }) {
  return (
    <Step title="Look into your mail">
      <p className="text-lg leading-normal">
        If there is an account with <bdi className="font-ui text-ink">{to}</bdi>, a mail with a link
        is on its way. The link works once, within an hour.
      </p>
      <p>
        You can close this page. Nothing changes until you have followed the link and chosen a new
        password.
      </p>
      <div className="flex flex-wrap items-start gap-2">
        <SendAgain variant="secondary" hasJustSent send={() => ask(to)} />
        <Button variant="quiet" onClick={onOther}>
          Use another e-mail
        </Button>
      </div>
    </Step>
  );
}
