"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { headingOf } from "@/features/profile/Section";
import { outcomeWords } from "@/lib/problem";

import { useDeed } from "./use-deed";

/** Says what an act does before it is done, and names it. */
export function ConfirmDialog<T>({
  title,
  text,
  act,
  keep,
  deed,
  onClose,
  onDone,
}: {
  title: string;
  text: string;
  act: string;
  keep: string;
  deed: () => Promise<T>;
  onClose: () => void;
  /** The dialog stays busy until then. */
  onDone: (done: T) => void | Promise<void>;
}) {
  const { run, busy, fault, problem } = useDeed();
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      returnFocus={() => (opener?.isConnected ? opener : headingOf("second-step"))}
      title={title}
      description={text}
    >
      {problem && (
        <Notice
          tone="danger"
          role="alert"
          title={outcomeWords(fault, "Nothing was changed.")}
          className="mb-5"
        >
          {problem}
        </Notice>
      )}
      <div className="grid gap-2 md:flex md:flex-row-reverse md:justify-start">
        <Button
          variant="danger"
          isBusy={busy !== null}
          onClick={() => void run("act", async () => onDone(await deed()))}
        >
          {act}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {keep}
        </Button>
      </div>
    </Dialog>
  );
}
