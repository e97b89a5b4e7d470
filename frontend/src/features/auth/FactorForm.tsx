"use client";

import { FingerprintPattern } from "lucide-react";
import { useEffect, useRef, useState, type SubmitEvent } from "react";

import { DIGITS, DigitsField } from "@/components/ui/digits-field";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { ApiError, wordsFor } from "@/lib/problem";
import type { FactorAnswer } from "@/lib/sign-in";
import { useCountdown } from "@/lib/use-countdown";

type Method = "totp" | "passkey" | "recovery";

const WRONG: Record<"totp" | "recovery", string> = {
  totp: "This code is not right. Wait for the next one, and look at the clock of your phone.",
  recovery: "This code is not right, or was used already.",
};

const INSTEAD: Record<Method, string> = {
  totp: "Use the code of your app",
  passkey: "Use a passkey",
  recovery: "Use a recovery code",
};

/** One of the ways that somebody has to prove themselves, and the doors to the others. */
export function FactorForm({
  methods,
  act,
  askPasskey,
  onAnswer,
}: {
  methods: readonly string[];
  /** What the button does. */
  act: string;
  askPasskey: () => Promise<FactorAnswer>;
  /** Throws ApiError. */
  onAnswer: (answer: FactorAnswer) => Promise<void>;
}) {
  const known = (["totp", "passkey", "recovery"] as const).filter((each) => methods.includes(each));
  const [method, setMethod] = useState<Method>(known[0] ?? "recovery");
  const [typed, setTyped] = useState({ totp: "", recovery: "" });
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  // The door that led to this way is gone.
  useEffect(() => (field.current ?? button.current)?.focus(), [method]);

  const send = async (answer: () => Promise<FactorAnswer>) => {
    setProblem("");
    setWrong("");
    setIsBusy(true);
    try {
      await onAnswer(await answer());
    } catch (error) {
      setIsBusy(false);
      if (error instanceof ApiError && error.code === "throttled") start(error.retryAfter ?? 60);
      if (error instanceof ApiError && error.code === "code_not_valid" && method !== "passkey") {
        setWrong(WRONG[method]);
        field.current?.focus();
        field.current?.select();
      } else setProblem(wordsFor(error));
    }
  };

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    if (method === "passkey") return void send(askPasskey);
    const code = typed[method].trim();
    if (method === "totp" ? code.length !== DIGITS : !code) {
      setWrong(method === "totp" ? "Enter all six digits." : "Enter one of your recovery codes.");
      field.current?.focus();
      return;
    }
    void send(() => Promise.resolve(method === "totp" ? { digits: code } : { recovery: code }));
  };

  return (
    <form method="post" noValidate className="grid gap-6" onSubmit={submit}>
      {method === "totp" && (
        <DigitsField
          ref={field}
          label="Code of your app"
          name="code"
          required
          hint="Six digits of your authenticator app. They change every half minute."
          value={typed.totp}
          onChange={(digits) => setTyped({ ...typed, totp: digits })}
          error={wrong}
        />
      )}
      {method === "recovery" && (
        <TextField
          ref={field}
          label="Recovery code"
          name="recovery"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          hint="One of those you kept. Each works once."
          value={typed.recovery}
          onChange={(event) => setTyped({ ...typed, recovery: event.target.value })}
          error={wrong}
        />
      )}
      {method === "passkey" && (
        <p>Your browser asks for your finger, your face or the PIN of your device.</p>
      )}
      {problem && <Notice tone="danger" role="alert" title={problem} />}
      <SubmitButton ref={button} isBusy={isBusy} left={left}>
        {method === "passkey" && !isBusy && (
          <FingerprintPattern size={20} strokeWidth={1.6} aria-hidden="true" />
        )}
        {method === "passkey" ? "Use your passkey" : act}
      </SubmitButton>
      {known.length > 1 && (
        <ul className="-mt-2 grid justify-items-start">
          {known
            .filter((each) => each !== method)
            .map((each) => (
              <li key={each}>
                <button
                  type="button"
                  className="tap text-sm link"
                  onClick={() => {
                    setWrong("");
                    setProblem("");
                    setMethod(each);
                  }}
                >
                  {INSTEAD[each]}
                </button>
              </li>
            ))}
        </ul>
      )}
    </form>
  );
}
