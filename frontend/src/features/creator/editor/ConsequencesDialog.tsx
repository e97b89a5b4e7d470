"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

import { people } from "../words";
import type { Consequences } from "./consequences";

/** What saving does to people, before it is done. */
export function ConsequencesDialog({
  consequences: { list, told },
  isBusy,
  onSave,
  onClose,
}: {
  consequences: Consequences;
  isBusy: boolean;
  onSave: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog isOpen onClose={onClose} title="Save these changes?">
      <ul className="grid gap-3">
        {list.map(({ title, words }) => (
          <li key={title}>
            <strong className="font-head text-ink">{title}</strong> {words}
          </li>
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button variant="primary" isBusy={isBusy} onClick={onSave}>
          {told > 0 ? `Save and tell ${people(told)}` : "Save changes"}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Go on editing
        </Button>
      </div>
    </Dialog>
  );
}
