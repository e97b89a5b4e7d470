"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect, useRef, useState, type SubmitEvent } from "react";

import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAuth } from "@/context/AuthContext";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { demandOf, type Demand } from "./demand";
import { keepAddress } from "./mail/kept-address";

/** Only some accounts want it. */
const SecondStep = dynamic(() => import("./SecondStep"), { ssr: false });

interface Missing {
  name?: string;
  password?: string;
}

/** Read from the form itself, so that what a password manager fills in before scripts run counts. */
export function LoginForm() {
  const { login, enter, user } = useAuth();
  const [demand, setDemand] = useState<Demand | null>(null);
  const [isOver, setIsOver] = useState(false);
  const [typedName, setTypedName] = useState("");
  const [missing, setMissing] = useState<Missing>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();
  const isOffered = useRef(false);
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  const isKnown = user !== null;
  useEffect(() => {
    // Whose sign-in has ended has only this to fill in.
    if (isKnown) password.current?.focus();
  }, [isKnown]);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    const typed = name.current?.value.trim() ?? "";
    const secret = password.current?.value ?? "";
    setProblem(null);
    setIsOver(false);
    setMissing({
      name: typed ? undefined : "Enter your e-mail or username.",
      password: secret ? undefined : "Enter your password.",
    });
    if (!typed || !secret) {
      (typed ? password : name).current?.focus();
      return;
    }
    setIsBusy(true);
    try {
      await login(typed, secret);
    } catch (error) {
      setIsBusy(false);
      const wanted = demandOf(error);
      if (wanted) return ask(wanted);
      setProblem(error);
      if (isCoded(error, "throttled")) start(error.retryAfter ?? 30);
      if (isCoded(error, "invalid_credentials")) {
        password.current?.focus();
        password.current?.select();
      }
    }
  };

  /** Once somebody is at it; most who pass by never are. */
  const offer = async () => {
    if (isOffered.current) return;
    isOffered.current = true;
    try {
      const { signInByOffer } = await import("@/lib/sign-in");
      const answer = await signInByOffer();
      if (answer) enter(answer);
    } catch (error) {
      // A picked passkey that was refused. That the offer itself did not come is no news.
      if (error instanceof ApiError) setProblem(error);
    }
  };

  const ask = (wanted: Demand | null) => {
    setTypedName(name.current?.value ?? typedName);
    setDemand(wanted);
  };

  if (demand) {
    return (
      <SecondStep
        demand={demand}
        onDone={enter}
        onBack={(tooLate) => {
          setIsOver(tooLate);
          ask(null);
        }}
      />
    );
  }
  return (
    // By post: should it be sent before scripts run, no password gets into an address.
    <form method="post" noValidate className="grid gap-6" onSubmit={submit}>
      <TextField
        ref={name}
        label="E-mail or username"
        name="username"
        autoComplete="username webauthn"
        onFocus={() => void offer()}
        inputMode="email"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        defaultValue={typedName || user?.email}
        error={missing.name}
      />
      <div className="grid gap-2">
        <PasswordField
          ref={password}
          label="Password"
          name="password"
          autoComplete="current-password"
          enterKeyHint="go"
          required
          error={missing.password}
        />
        <Link
          href="/forgot-password"
          className="mr-auto tap text-sm link"
          onClick={() => keepAddress(name.current?.value ?? "")}
        >
          Forgot your password?
        </Link>
      </div>
      {isOver && (
        <Notice tone="warn" role="alert" title="That took too long, or too many tries.">
          Nobody was signed in. Enter your password once more.
        </Notice>
      )}
      {problem !== null && (
        <Notice tone="danger" role="alert" title={wordsFor(problem)}>
          {isCoded(problem, "email_not_verified") && (
            <Link
              href="/verify-email"
              className="link"
              onClick={() => keepAddress(name.current?.value ?? "")}
            >
              Type the code
            </Link>
          )}
        </Notice>
      )}
      <SubmitButton isBusy={isBusy} left={left}>
        Sign in
      </SubmitButton>
    </form>
  );
}

function isCoded(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.code === code;
}
