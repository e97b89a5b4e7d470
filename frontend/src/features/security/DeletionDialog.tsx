"use client";

import { useRef, useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { User } from "@/context/AuthContext";
import { ApiError, outcomeWords, wordsFor } from "@/lib/problem";

import { deleteAccount, useConsequences, type Consequences } from "./leaving-queries";
import { consequenceLines } from "./leaving-words";

export default function DeletionDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const found = useConsequences();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Delete your account?"
      description="Your name, your address and how you sign in are gone at once, and nobody can bring them back."
    >
      {found.data ? (
        <>
          <Consequence found={found.data} />
          {found.data.can_delete ? (
            <TypedCheck user={user} onClose={onClose} />
          ) : (
            <Button className="mt-6 w-full" onClick={onClose}>
              Keep my account
            </Button>
          )}
        </>
      ) : found.isError ? (
        <Notice tone="danger" role="alert" title="What it does could not be worked out.">
          {wordsFor(found.error)}{" "}
          <button type="button" className="link" onClick={() => void found.refetch()}>
            Try again
          </button>
        </Notice>
      ) : (
        <div aria-busy="true" className="grid gap-3">
          <Skeleton className="h-5 w-72 max-w-full" />
          <Skeleton className="h-5 w-56" />
        </div>
      )}
    </Dialog>
  );
}

function Consequence({ found }: { found: Consequences }) {
  if (!found.can_delete) {
    return (
      <Notice tone="warn" role="alert" title="It can't be deleted right now.">
        {found.reasons.map(({ detail }) => detail).join(" ")}
      </Notice>
    );
  }
  return (
    <>
      <ul className="grid list-disc gap-2 pl-[1.1em] marker:text-ink-3">
        {consequenceLines(found).map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>What others must keep, such as payments, stays without your name.</li>
      </ul>
      <p className="mt-4 text-sm text-ink-3">
        Want a copy of everything first? Close this, and prepare it under “Your data”.
      </p>
    </>
  );
}

function TypedCheck({ user, onClose }: { user: User; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const typed = field.current?.value.trim() ?? "";
    setProblem(null);
    setWrong(typed ? "" : "Type your username, so that nothing happens by mistake.");
    if (!typed) return field.current?.focus();
    setIsBusy(true);
    try {
      await deleteAccount(typed);
      window.location.replace("/goodbye");
    } catch (error) {
      setIsBusy(false);
      if (error instanceof ApiError && error.fields.username) {
        setWrong(error.fields.username.join(" "));
        field.current?.focus();
      } else setProblem(error);
    }
  };
  return (
    <form noValidate className="mt-6 grid gap-5" onSubmit={submit}>
      <TextField
        ref={field}
        label={
          <>
            Type your username, <bdi>{user.username}</bdi>
          </>
        }
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        error={wrong}
      />
      {problem !== null && (
        <Notice
          tone="danger"
          role="alert"
          title={outcomeWords(problem, "Your account is as it was.")}
        >
          {wordsFor(problem)}
        </Notice>
      )}
      <div className="grid gap-2 md:flex md:flex-row-reverse md:justify-start">
        <Button type="submit" variant="danger" isBusy={isBusy}>
          Delete my account
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Keep my account
        </Button>
      </div>
    </form>
  );
}
