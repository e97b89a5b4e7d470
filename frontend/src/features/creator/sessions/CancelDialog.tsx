"use client";

import { useState, type SubmitEvent } from "react";

import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { outcomeWords, wordsFor } from "@/lib/problem";

import { useLiveBookings, type Session } from "../queries";
import { people } from "../words";
import { cancelLabel, cancelWords, refundsOf } from "./refunds";
import { useChangeStatus } from "./use-session-acts";

const WORD = "cancel";

/** What a cancel does comes first; with people booked it wants the word typed. */
export function CancelDialog({
  session,
  onClose,
  onDone,
}: {
  session: Session;
  onClose: () => void;
  onDone?: () => void;
}) {
  const live = useLiveBookings(session.id, true);
  const change = useChangeStatus(session);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const refunds = live.data ? refundsOf(live.data) : null;
  const affected = refunds ? refunds.booked + refunds.held : session.current_bookings;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending || live.isPending) return;
    if (affected > 0 && typed.trim().toLowerCase() !== WORD) {
      setFault(`Type the word "${WORD}" to go on.`);
      return;
    }
    change.mutate("cancelled", {
      onSuccess: () => {
        toast(
          affected > 0
            ? `Cancelled. ${people(affected)} ${affected === 1 ? "is" : "are"} being told.`
            : "The session is cancelled.",
        );
        onClose();
        onDone?.();
      },
    });
  };

  return (
    <Dialog isOpen onClose={onClose} title="Cancel this session?" description={session.title}>
      <form className="grid gap-5" onSubmit={submit} noValidate>
        <div className="min-h-18" aria-live="polite">
          {live.isPending && <Skeleton className="h-18" />}
          {live.isError && (
            <Notice tone="warn" title="The bookings did not load.">
              {wordsFor(live.error)} Everybody who paid gets the whole price back.
            </Notice>
          )}
          {!live.isPending && (
            <p>{cancelWords(session, refunds)} A cancelled session stays cancelled.</p>
          )}
        </div>
        {affected > 0 && (
          <TextField
            label={`Type "${WORD}" to confirm`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            error={fault}
            onChange={(event) => {
              setTyped(event.target.value);
              setFault("");
            }}
          />
        )}
        {change.isError && (
          <Notice
            tone="danger"
            role="alert"
            title={outcomeWords(change.error, "It was not cancelled.")}
          >
            {wordsFor(change.error)}
          </Notice>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="danger" isBusy={change.isPending || live.isPending}>
            {cancelLabel(session, refunds)}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
