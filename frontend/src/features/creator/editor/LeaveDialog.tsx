"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export function LeaveDialog({
  words,
  onStay,
  onLeave,
}: {
  words: string;
  onStay: () => void;
  onLeave: () => void;
}) {
  return (
    <Dialog isOpen onClose={onStay} title="Leave without saving?">
      <p>
        {words} What you typed is kept in this browser tab, and is here again when you come back.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button variant="primary" onClick={onStay}>
          Stay
        </Button>
        <Button variant="quiet" onClick={onLeave}>
          Leave
        </Button>
      </div>
    </Dialog>
  );
}
