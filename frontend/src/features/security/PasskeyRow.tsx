"use client";

import { useEffect, useRef, useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ApiError, wordsFor } from "@/lib/problem";
import { dateWords, momentWords } from "@/lib/time";

import { renamePasskey, type Passkey } from "./factor-queries";
import { FactorRow } from "./FactorRow";

export function PasskeyRow({
  passkey,
  zone,
  now,
  onRenamed,
  onRemove,
}: {
  passkey: Passkey;
  zone: string;
  now: Date;
  onRenamed: () => Promise<void>;
  onRemove: () => void;
}) {
  const [isNaming, setIsNaming] = useState(false);
  const comesBack = useRef(false);
  const focusAgain = (button: HTMLButtonElement | null) => {
    if (button && comesBack.current) button.focus();
  };
  const close = () => {
    comesBack.current = true;
    setIsNaming(false);
  };
  if (isNaming) {
    return (
      <li className="border-b border-line py-3">
        <NameForm passkey={passkey} onRenamed={onRenamed} onClose={close} />
      </li>
    );
  }
  const made = `Added ${dateWords(passkey.created_at, zone, { weekday: "none", month: "short", now })}`;
  const used = passkey.last_used_at
    ? `last used ${momentWords(passkey.last_used_at, zone, now)}`
    : "not used yet";
  return (
    <FactorRow name={passkey.name} text={`${made}, ${used}`} act="Remove" isQuiet onAct={onRemove}>
      <Button ref={focusAgain} variant="quiet" onClick={() => setIsNaming(true)}>
        Rename<span className="sr-only"> {passkey.name}</span>
      </Button>
    </FactorRow>
  );
}

function NameForm({
  passkey,
  onRenamed,
  onClose,
}: {
  passkey: Passkey;
  onRenamed: () => Promise<void>;
  onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => field.current?.select(), []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const name = field.current?.value.trim() ?? "";
    setWrong(name ? "" : "Give it a name.");
    if (!name) return field.current?.focus();
    setIsBusy(true);
    try {
      await renamePasskey(passkey.id, name);
      await onRenamed();
      onClose();
    } catch (error) {
      setIsBusy(false);
      const said = error instanceof ApiError ? error.fields.name : undefined;
      setWrong(said?.join(" ") ?? wordsFor(error));
      field.current?.focus();
    }
  };
  return (
    <form noValidate className="grid gap-3" onSubmit={submit}>
      <TextField
        ref={field}
        label="Name of the passkey"
        autoComplete="off"
        maxLength={100}
        required
        defaultValue={passkey.name}
        error={wrong}
      />
      <div className="flex gap-2">
        <Button type="submit" isBusy={isBusy}>
          Save the name
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
