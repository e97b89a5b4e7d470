"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { ConfirmEmailLink } from "@/components/ConfirmEmailLink";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/problem";

import type { Session } from "../queries";
import { stateOf, STATES } from "../session-state";
import { CancelDialog } from "../sessions/CancelDialog";
import { DeleteDialog } from "../sessions/StatusDialogs";
import { Checklist } from "./Checklist";
import { checklistOf } from "./checklist";
import { SaveLine } from "./SaveLine";
import type { Editor } from "./use-editor";

export interface Acts {
  isBusy: boolean;
  /** The publish button was pressed while something was missing. */
  isExplained: boolean;
  publish: () => void;
  /** Save what is published, once its consequences are known. */
  commit: () => void;
  discard: () => void;
  compare: () => void;
}

/** Where the session stands: saved or not, what it needs, and the act that comes next. */
export function Panel({
  editor,
  acts,
  zone,
  now,
}: {
  editor: Editor;
  acts: Acts;
  zone: string;
  now: Date;
}) {
  const { values, saved, savesItself } = editor;
  const { tone, word } = STATES[saved.base ? stateOf(saved.base, now) : "draft"];
  const items = checklistOf(values, saved.base, now);
  const missing = items.filter((item) => item.isNeeded && !item.isDone).length;
  return (
    <section aria-labelledby="stand" className="grid content-start gap-4 border-t border-line pt-6">
      <div className="flex items-center justify-between gap-3">
        <h2 id="stand" className="text-lg">
          {savesItself ? "Before it is out" : "It is out"}
        </h2>
        <Chip tone={tone}>{word}</Chip>
      </div>
      <SaveLine editor={editor} zone={zone} />
      <SaveTrouble editor={editor} acts={acts} />
      {savesItself && <Checklist items={items} isExplained={acts.isExplained} />}
      <div className="grid gap-2 max-lg:hidden">
        <MainButton editor={editor} acts={acts} />
      </div>
      {saved.base && <EndAct session={saved.base} now={now} />}
      {acts.isExplained && savesItself && missing > 0 && (
        <p role="alert" className="text-sm text-danger">
          {missing === 1 ? "One thing is missing." : `${missing} things are missing.`} It can be
          published after that.
        </p>
      )}
    </section>
  );
}

export function MainButton({ editor, acts }: { editor: Editor; acts: Acts }) {
  if (editor.savesItself) {
    return (
      <Button variant="primary" isBusy={acts.isBusy} onClick={acts.publish}>
        Publish
      </Button>
    );
  }
  const hasChanges = editor.unsaved.length > 0;
  return (
    <>
      <Button
        variant={hasChanges ? "primary" : "secondary"}
        isBusy={acts.isBusy}
        onClick={acts.commit}
      >
        Save changes
      </Button>
      {hasChanges && (
        <Button variant="quiet" onClick={acts.discard}>
          Discard
        </Button>
      )}
    </>
  );
}

function SaveTrouble({ editor, acts }: { editor: Editor; acts: Acts }) {
  const { error, conflict } = editor.saved;
  if (conflict) {
    return (
      <Notice tone="warn" title="Saved elsewhere.">
        Two versions have to become one.{" "}
        <button type="button" className="link" onClick={acts.compare}>
          Compare them
        </button>
      </Notice>
    );
  }
  if (!error) return null;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Notice tone="danger" role="alert" title="This session is gone.">
        It was deleted meanwhile. What you typed is still here.{" "}
        <button type="button" className="link" onClick={editor.saveAsNew}>
          Keep it as a new draft
        </button>
      </Notice>
    );
  }
  if (error instanceof ApiError && error.code === "email_not_verified") {
    return (
      <Notice tone="warn" role="alert" title="Confirm your e-mail first.">
        Publishing waits for it here. Publish again after that; what you typed stays.{" "}
        <ConfirmEmailLink isNewTab />
      </Notice>
    );
  }
  return (
    <Button size="sm" className="justify-self-start" onClick={() => void editor.save()}>
      Try to save again
    </Button>
  );
}

/** The way to end it: a draft is deleted, what people can see is cancelled. */
function EndAct({ session, now }: { session: Session; now: Date }) {
  const router = useRouter();
  const [isAsked, setIsAsked] = useState(false);
  const state = stateOf(session, now);
  if (state === "ended") return null;
  const dialog = {
    session,
    onClose: () => setIsAsked(false),
    onDone: () => router.push("/creator-dashboard/sessions"),
  };
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        className="-ml-3 justify-self-start text-danger! hover:text-danger!"
        onClick={() => setIsAsked(true)}
      >
        {state === "draft" ? "Delete this draft…" : "Cancel this session…"}
      </Button>
      {isAsked && (state === "draft" ? <DeleteDialog {...dialog} /> : <CancelDialog {...dialog} />)}
    </>
  );
}
