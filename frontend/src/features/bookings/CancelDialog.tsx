"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import type { BookingOutput, CancellationOutput } from "@/api/types.gen";
import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { exactPrice, isFree } from "@/lib/money";
import { outcomeWords, wordsFor } from "@/lib/problem";
import { momentWords } from "@/lib/time";

import { canBookAgain } from "./booking-state";
import { cancellationQuery, useCancelBooking } from "./queries";

/** Says what comes back before anything is done, and names the act. */
export function CancelDialog({
  booking,
  zone,
  now,
  onClose,
  returnFocus,
}: {
  booking: BookingOutput;
  zone: string;
  now: Date;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
}) {
  const router = useRouter();
  const terms = useQuery(cancellationQuery(booking.id));
  const cancel = useCancelBooking();
  const isHold = booking.status === "pending";
  const hasStarted = !isHold && new Date(booking.booking_date) <= now;

  const confirm = async () => {
    try {
      const done = await cancel.mutateAsync(booking.id);
      const again = {
        label: "Book again",
        run: () => router.push(`/sessions/${booking.session}`),
      };
      toast(doneWords(done, isHold), canBookAgain(done, now) ? again : undefined);
      onClose();
    } catch {
      // The dialog shows it.
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      returnFocus={returnFocus}
      title={isHold ? "Release your seat?" : "Cancel this booking?"}
      description={
        <>
          <bdi className="font-ui text-ink">{booking.session_details.title}</bdi>
          <br />
          {momentWords(booking.booking_date, zone, now)}
        </>
      }
    >
      <div className="min-h-24">
        {terms.isPending && <TermsSkeleton />}
        {terms.data && <Terms terms={terms.data} booking={booking} zone={zone} now={now} />}
        {terms.isError && (
          <Notice tone="danger" role="alert" title="What comes back could not be worked out.">
            {wordsFor(terms.error)} Your booking stands as it was.
          </Notice>
        )}
      </div>
      {cancel.isError && (
        <Notice
          tone="danger"
          role="alert"
          title={outcomeWords(cancel.error, "The booking was not cancelled.")}
          className="mt-4"
        >
          {wordsFor(cancel.error)}
        </Notice>
      )}
      <div className="mt-6 grid gap-2 md:flex md:flex-row-reverse md:justify-start">
        {terms.isError ? (
          <Button isBusy={terms.isFetching} onClick={() => void terms.refetch()}>
            Try again
          </Button>
        ) : (
          !hasStarted && (
            <Button
              variant="danger"
              isBusy={cancel.isPending || terms.isPending}
              className="whitespace-normal"
              onClick={() => void confirm()}
            >
              {actWords(terms.data, booking)}
            </Button>
          )
        )}
        <Button variant="quiet" onClick={onClose}>
          {isHold ? "Keep the seat" : "Keep booking"}
        </Button>
      </div>
    </Dialog>
  );
}

function Terms({
  terms,
  booking,
  zone,
  now,
}: {
  terms: CancellationOutput;
  booking: BookingOutput;
  zone: string;
  now: Date;
}) {
  if (booking.status === "pending") {
    return <p>Nothing was charged, so nothing has to come back. Someone else can take the seat.</p>;
  }
  if (isFree(booking.amount)) {
    return <p>It was free, so no money moves. Someone else can take your seat.</p>;
  }
  const refund = exactPrice(terms.refund, booking.currency);
  if (isFree(terms.refund)) {
    return <p>{terms.policy}</p>;
  }
  return (
    <div aria-live="polite">
      <p className="text-title leading-none font-[480] tracking-[-0.04em] text-ink tabular-nums">
        {refund}
      </p>
      <p className="mt-2">
        comes back to you, the way you paid.
        {terms.refund_until && (
          <span className="text-ink-3">
            {" "}
            This holds until {momentWords(terms.refund_until, zone, now)}.
          </span>
        )}
      </p>
    </div>
  );
}

function TermsSkeleton() {
  return (
    <div className="grid gap-2.5" aria-busy="true">
      <Skeleton className="h-7.5 w-32" />
      <Skeleton className="h-5 w-72 max-w-full" />
    </div>
  );
}

function actWords(terms: CancellationOutput | undefined, booking: BookingOutput): string {
  if (booking.status === "pending") return "Release seat";
  if (!terms || isFree(terms.refund)) return "Cancel booking";
  return `Cancel booking, refund ${exactPrice(terms.refund, booking.currency)}`;
}

function doneWords(done: BookingOutput, wasHold: boolean): string {
  if (wasHold) return "Your seat is released. Nothing was charged.";
  const isRefunded = done.payment_status === "refunded" && !isFree(done.amount);
  if (!isRefunded) return "Your booking is cancelled.";
  return `Booking cancelled, ${exactPrice(done.amount, done.currency)} comes back to you.`;
}
