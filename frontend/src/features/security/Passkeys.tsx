"use client";

import { useState } from "react";

import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { outcomeWords } from "@/lib/problem";

import { ConfirmDialog } from "./ConfirmDialog";
import { programWords } from "./device-words";
import { addPasskey, removePasskey, type Passkey } from "./factor-queries";
import { PasskeyRow } from "./PasskeyRow";
import { useDeed } from "./use-deed";

export function Passkeys({
  passkeys,
  zone,
  now,
  onCodes,
}: {
  passkeys: readonly Passkey[];
  zone: string;
  now: Date;
  /** Something changed; recovery codes for who had none. */
  onCodes: (codes: readonly string[]) => Promise<void>;
}) {
  const { run, busy, fault, problem } = useDeed();
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const add = () =>
    run("add", async () => {
      const made = await addPasskey(programWords(navigator.userAgent));
      toast(`The passkey “${made.name}” is added.`);
      await onCodes(made.recovery_codes);
    });
  return (
    <div>
      <h3 className="text-lg">Passkeys</h3>
      <p className="mt-1 text-sm text-ink-3">
        Your finger, your face or the PIN of a device. Nothing to type, and nothing to steal.
      </p>
      {passkeys.length > 0 && (
        <ul className="mt-4 border-t border-line">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              zone={zone}
              now={now}
              onRenamed={() => onCodes([])}
              onRemove={() => setRemoved(passkey)}
            />
          ))}
        </ul>
      )}
      <Button className="mt-4" isBusy={busy === "add"} onClick={() => void add()}>
        {passkeys.length > 0 ? "Add another passkey" : "Add a passkey"}
      </Button>
      {problem && (
        <Notice
          tone="danger"
          role="alert"
          title={outcomeWords(fault, "No passkey was added.")}
          className="mt-4"
        >
          {problem}
        </Notice>
      )}
      {removed && (
        <ConfirmDialog
          title={`Remove “${removed.name}”?`}
          text="It no longer signs you in here. Your device may go on listing it until you delete it there, too."
          act="Remove the passkey"
          keep="Keep it"
          deed={() => removePasskey(removed.id)}
          onClose={() => setRemoved(null)}
          onDone={async () => {
            toast(`The passkey “${removed.name}” is removed.`);
            // Before the dialog goes: the button that opened it goes with its row.
            await onCodes([]);
            setRemoved(null);
          }}
        />
      )}
    </div>
  );
}
