"use client";

import { QRCodeSVG } from "qrcode.react";
import { useRef, useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DIGITS, DigitsField } from "@/components/ui/digits-field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { copyText } from "@/lib/copy-text";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { confirmTotp, type Enrollment } from "./factor-queries";
import { inFours } from "./recovery-words";

/** The secret for the app, as a picture and as letters, and the proof that it has arrived. */
export default function TotpDialog({
  enrollment,
  onClose,
  onDone,
}: {
  enrollment: Enrollment;
  onClose: () => void;
  onDone: (codes: string[]) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [digits, setDigits] = useState("");
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    setProblem("");
    setWrong(digits.length === DIGITS ? "" : "Enter all six digits that the app shows.");
    if (digits.length !== DIGITS) return field.current?.focus();
    setIsBusy(true);
    try {
      onDone(await confirmTotp(digits));
    } catch (error) {
      setIsBusy(false);
      if (error instanceof ApiError && error.code === "throttled") start(error.retryAfter ?? 60);
      if (error instanceof ApiError && error.code === "code_not_valid") {
        setWrong("This code is not right. Wait for the next one, and try that.");
        field.current?.focus();
        field.current?.select();
      } else setProblem(wordsFor(error));
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Set up your authenticator app"
      description="Scan the picture with the app, or type the key into it. Nothing changes before you have typed its first code."
    >
      <div className="grid items-center gap-5 md:grid-cols-[auto_minmax(0,1fr)]">
        {/* Cameras want dark on light, whatever the theme. */}
        <div className="justify-self-start rounded-md border border-line bg-[#ffffff] p-3">
          <QRCodeSVG
            value={enrollment.uri}
            size={176}
            marginSize={0}
            level="L"
            title="QR code for your authenticator app"
          />
        </div>
        <Key secret={enrollment.secret} />
      </div>
      <form method="post" noValidate className="mt-6 grid gap-5" onSubmit={submit}>
        <DigitsField
          ref={field}
          label="Code that the app shows"
          name="code"
          required
          value={digits}
          onChange={setDigits}
          error={wrong}
        />
        {problem && <Notice tone="danger" role="alert" title={problem} />}
        <SubmitButton isBusy={isBusy} left={left}>
          Confirm
        </SubmitButton>
      </form>
    </Dialog>
  );
}

function Key({ secret }: { secret: string }) {
  const [copied, setCopied] = useState("");
  const copy = async () => {
    setCopied((await copyText(secret)) ? "Copied" : "Select the key and copy it");
  };
  return (
    <div className="text-sm">
      <p className="text-ink-3">No camera at hand? The key is</p>
      <p className="mt-1 leading-relaxed font-ui tracking-[0.04em] text-ink select-all">
        {inFours(secret)}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="quiet" size="sm" className="-ml-3" onClick={() => void copy()}>
          Copy the key
        </Button>
        <span role="status" className="text-ink-3">
          {copied}
        </span>
      </div>
    </div>
  );
}
