"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { Skeleton } from "@/components/ui/skeleton";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAuth } from "@/context/AuthContext";
import { FactorForm } from "@/features/auth/FactorForm";
import { ProviderButtons } from "@/features/auth/ProviderButtons";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { askOwnPasskey, prove, useProviders, useWaysToProve } from "./factor-queries";

interface Props {
  returnFocus: () => HTMLElement | null;
  onEnd: (isProved: boolean) => void;
}

/** The page below keeps what was typed; the deed goes on by itself. */
export default function ProofDialog({ returnFocus, onEnd }: Props) {
  const ways = useWaysToProve();
  const isRecent = ways.data?.recent ?? false;
  useEffect(() => {
    // Another tab was faster.
    if (isRecent) onEnd(true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once
  }, [isRecent]);

  return (
    <Dialog
      isOpen
      onClose={() => onEnd(false)}
      returnFocus={returnFocus}
      title="Prove once more that it is you"
      description="What you are about to do is worth a second look. It goes on by itself afterwards, and for five minutes nobody asks again."
    >
      <div className="min-h-40">
        {ways.data ? (
          <Ways methods={ways.data.methods} onProved={() => onEnd(true)} />
        ) : ways.isError ? (
          <Notice tone="danger" role="alert" title={wordsFor(ways.error)}>
            <button type="button" className="link" onClick={() => void ways.refetch()}>
              Try again
            </button>
          </Notice>
        ) : (
          <div aria-busy="true" className="grid gap-3">
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-12 rounded-md" />
          </div>
        )}
      </div>
      <Button variant="quiet" className="mt-3 w-full" onClick={() => onEnd(false)}>
        Leave it as it is
      </Button>
    </Dialog>
  );
}

function Ways({ methods, onProved }: { methods: readonly string[]; onProved: () => void }) {
  if (methods.includes("password")) return <ByPassword onProved={onProved} />;
  if (methods.includes("provider")) return <ByService />;
  if (methods.length === 0) {
    return (
      <p>
        Your account has no password yet. Have a link sent to your e-mail that sets one:{" "}
        <a className="link" href="/forgot-password">
          set a password
        </a>
        .
      </p>
    );
  }
  return (
    <FactorForm
      methods={methods}
      act="Go on"
      askPasskey={askOwnPasskey}
      onAnswer={async (answer) => {
        await prove(answer);
        onProved();
      }}
    />
  );
}

function ByService() {
  const pathname = usePathname();
  const providers = useProviders();
  return (
    <div className="grid gap-4">
      <p>You sign in with another service, so do that once more. You come back to this page.</p>
      {providers.isError && <Notice tone="danger" role="alert" title={wordsFor(providers.error)} />}
      <ProviderButtons providers={providers.data ?? []} next={pathname} />
    </div>
  );
}

function ByPassword({ onProved }: { onProved: () => void }) {
  const { user } = useAuth();
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const { left, start } = useCountdown();
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || left) return;
    const password = field.current?.value ?? "";
    setProblem("");
    setWrong(password ? "" : "Enter your password.");
    if (!password) return field.current?.focus();
    setIsBusy(true);
    try {
      await prove({ password });
      onProved();
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
    <form method="post" noValidate className="grid gap-5" onSubmit={submit}>
      <input
        type="text"
        name="username"
        autoComplete="username"
        value={user?.email ?? ""}
        hidden
        readOnly
      />
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
        Go on
      </SubmitButton>
    </form>
  );
}
