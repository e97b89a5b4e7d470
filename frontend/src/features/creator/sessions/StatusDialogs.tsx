"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";

import { toast } from "@/components/Toaster";
import { Button, buttonClasses } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { momentWords } from "@/lib/time";
import { outcomeWords, wordsFor } from "@/lib/problem";

import { whatIsMissing } from "../editor/checklist";
import { valuesOf } from "../editor/values";
import type { Session } from "../queries";
import { useChangeStatus, useDelete } from "./use-session-acts";

interface Props {
  session: Session;
  onClose: () => void;
  onDone?: () => void;
}

interface Question extends Props {
  title: string;
  deed: { isPending: boolean; isError: boolean; error: unknown };
  label: string;
  isGrave?: boolean;
  run: () => void;
  children: ReactNode;
}

function Ask({ session, onClose, title, deed, label, isGrave, run, children }: Question) {
  return (
    <Dialog isOpen onClose={onClose} title={title} description={session.title}>
      <div className="grid gap-5">
        <p>{children}</p>
        {deed.isError && (
          <Notice
            tone="danger"
            role="alert"
            title={outcomeWords(deed.error, "Nothing was changed.")}
          >
            {wordsFor(deed.error)}
          </Notice>
        )}
        <div className="flex flex-wrap gap-2">
          <Button variant={isGrave ? "danger" : "primary"} isBusy={deed.isPending} onClick={run}>
            {label}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            Leave it as it is
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Publishes a draft that has everything; for any other it says what is missing. */
export function PublishDialog({ session, onClose, onDone, now }: Props & { now: Date }) {
  const change = useChangeStatus(session);
  const router = useRouter();
  const missing = whatIsMissing(valuesOf(session), session, now);
  if (missing.length > 0) {
    return (
      <Dialog isOpen onClose={onClose} title="Not ready to publish" description={session.title}>
        <ul className="grid list-disc gap-2 pl-5">
          {missing.map((item) => (
            <li key={item.name}>{item.words}</li>
          ))}
        </ul>
        <div className="mt-5 flex flex-wrap gap-2">
          <Link
            href={`/creator-dashboard/sessions/${session.id}/edit`}
            className={buttonClasses({ variant: "primary" })}
          >
            Finish it
          </Link>
          <Button variant="quiet" onClick={onClose}>
            Later
          </Button>
        </div>
      </Dialog>
    );
  }
  const publish = () =>
    change.mutate("published", {
      onSuccess: () => {
        toast("Published. People can book it now.", {
          label: "See it",
          run: () => router.push(`/sessions/${session.id}`),
        });
        onClose();
        onDone?.();
      },
    });
  return (
    <Ask
      {...{ session, onClose }}
      title="Publish this session?"
      deed={change}
      label="Publish"
      run={publish}
    >
      {session.start_time
        ? `It is held on ${momentWords(session.start_time, session.time_zone, now)}. `
        : "Learners choose the day. "}
      It appears among all sessions at once, and people can book it.
    </Ask>
  );
}

export function UnpublishDialog({ session, onClose, onDone }: Props) {
  const change = useChangeStatus(session);
  const run = () =>
    change.mutate("draft", {
      onSuccess: () => {
        toast("It is a draft again.");
        onClose();
        onDone?.();
      },
    });
  return (
    <Ask
      {...{ session, onClose }}
      title="Back to a draft?"
      deed={change}
      label="Make it a draft"
      run={run}
    >
      Nobody is booked, so nobody has to be told. It disappears from the catalogue until you publish
      it again.
    </Ask>
  );
}

export function DeleteDialog({ session, onClose, onDone }: Props) {
  const remove = useDelete(session);
  const run = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast("The draft is deleted.");
        onClose();
        onDone?.();
      },
    });
  return (
    <Ask
      {...{ session, onClose }}
      title="Delete this draft?"
      deed={remove}
      label="Delete draft"
      isGrave
      run={run}
    >
      Nobody has seen it and nobody is booked. It is gone for good.
    </Ask>
  );
}
