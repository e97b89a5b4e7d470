"use client";

import { useEffect, useRef, useState, type SubmitEvent } from "react";

import type { VerifiedOutput } from "@/api/types.gen";
import { SendAgain } from "@/components/SendAgain";
import { DIGITS, DigitsField } from "@/components/ui/digits-field";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAuth } from "@/context/AuthContext";
import { isEmail } from "@/lib/email";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { keepAddress, keptAddress } from "./kept-address";

interface Wrong {
  email?: string;
  digits?: string;
}

/** The six digits, with the address that they were sent to. */
export function TypeCode({ onDone }: { onDone: (found: VerifiedOutput) => void }) {
  const { user } = useAuth();
  const waiting = user?.pending_email ?? (user && !user.email_verified ? user.email : "");
  const [typed, setTyped] = useState<string | null>(null);
  const [kept, setKept] = useState("");
  const email = typed ?? (kept || waiting);
  const [digits, setDigits] = useState("");
  const [wrong, setWrong] = useState<Wrong>({});
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();
  const address = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);

  useEffect(() => {
    void Promise.resolve().then(() => setKept(keptAddress()));
  }, []);

  const check = (needsCode: boolean): boolean => {
    const found: Wrong = {
      email: isEmail(email) ? undefined : "Enter the e-mail that the mail went to.",
      digits:
        !needsCode || digits.length === DIGITS ? undefined : "Enter all six digits of the mail.",
    };
    setWrong(found);
    if (found.email) address.current?.focus();
    else if (found.digits) code.current?.focus();
    return !found.email && !found.digits;
  };

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    setProblem("");
    if (!check(true)) return;
    setIsBusy(true);
    try {
      const { confirmEmail } = await import("@/lib/recovery");
      onDone(await confirmEmail({ email: email.trim(), digits }));
    } catch (error) {
      setIsBusy(false);
      if (!(error instanceof ApiError)) return setProblem(wordsFor(error));
      if (error.code === "throttled") start(error.retryAfter ?? 60);
      if (error.code === "code_not_valid") {
        setWrong({ digits: error.message });
        code.current?.focus();
        code.current?.select();
      } else if (error.fields.email) {
        setWrong({ email: error.fields.email.join(" ") });
        address.current?.focus();
      } else setProblem(wordsFor(error));
    }
  };

  const resend = async () => {
    if (!check(false)) throw new ApiError(0, "email", "Enter the e-mail first.");
    keepAddress(email);
    const { resendMail } = await import("@/lib/recovery");
    await resendMail(email.trim());
  };

  return (
    <form method="post" noValidate className="grid gap-6" onSubmit={submit}>
      <TextField
        ref={address}
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        value={email}
        onChange={(event) => setTyped(event.target.value)}
        error={wrong.email}
      />
      <DigitsField
        ref={code}
        label="Code"
        name="code"
        required
        value={digits}
        onChange={setDigits}
        error={wrong.digits}
      />
      {problem && <Notice tone="danger" role="alert" title={problem} />}
      <div className="grid gap-2">
        <SubmitButton isBusy={isBusy} left={left}>
          Confirm this address
        </SubmitButton>
        <SendAgain send={resend} className="grid justify-items-center text-center" />
      </div>
    </form>
  );
}
