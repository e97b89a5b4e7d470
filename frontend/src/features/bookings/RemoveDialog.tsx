"use client";

import type { BookingOutput } from "@/api/types.gen";
import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { outcomeWords, wordsFor } from "@/lib/problem";

import { useRemoveBooking } from "./queries";

/** Nothing brings it back, so it asks. */
export function RemoveDialog({
  booking,
  onClose,
  onDone,
  returnFocus,
}: {
  booking: BookingOutput;
  onClose: () => void;
  onDone?: () => void;
  returnFocus: () => HTMLElement | null;
}) {
  const remove = useRemoveBooking();
  const confirm = async () => {
    try {
      await remove.mutateAsync(booking.id);
      toast("Removed from your list.");
      onClose();
      onDone?.();
    } catch {
      // The dialog shows it.
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      returnFocus={returnFocus}
      title="Remove from your list?"
      description={<bdi>{booking.session_details.title}</bdi>}
    >
      <p>
        You will not see this booking any more, here or by its link.{" "}
        {booking.refund_status === "pending" || booking.refund_status === "failed"
          ? "Its refund goes on all the same."
          : "No money moves."}{" "}
        It cannot be brought back.
      </p>
      {remove.isError && (
        <Notice
          tone="danger"
          role="alert"
          title={outcomeWords(remove.error, "It was not removed.")}
          className="mt-4"
        >
          {wordsFor(remove.error)}
        </Notice>
      )}
      <div className="mt-6 grid gap-2 md:flex md:flex-row-reverse md:justify-start">
        <Button variant="danger" isBusy={remove.isPending} onClick={() => void confirm()}>
          Remove from list
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Dialog>
  );
}
