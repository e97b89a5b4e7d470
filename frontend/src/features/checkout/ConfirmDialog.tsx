"use client";

import { Landmark } from "lucide-react";

import type { BookingOutput } from "@/api/types.gen";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { exactPrice } from "@/lib/money";

import type { Payment } from "./use-payment";

/** The step in which a bank asks its customer. Closing it leaves the payment waiting. */
export default function ConfirmDialog({
  booking,
  payment,
}: {
  booking: BookingOutput;
  payment: Payment;
}) {
  const price = exactPrice(booking.amount, booking.currency);
  return (
    <Dialog
      isOpen
      onClose={() => !payment.isBusy && payment.postpone()}
      title="Your bank asks you to confirm"
      description="Nothing is charged before you do. Your seat stays held meanwhile."
    >
      <div className="flex items-start gap-3 rounded-md bg-sunken p-4 inset-ring-1 inset-ring-line">
        <Landmark size={20} strokeWidth={1.6} aria-hidden="true" className="mt-0.5 shrink-0" />
        <p>
          <strong className="block font-head text-ink">Demonstration Bank</strong>
          {price} to Sessions for <bdi>{booking.session_details.title}</bdi>
        </p>
      </div>
      <div className="mt-6 grid gap-2">
        <Button variant="primary" size="lg" isBusy={payment.isBusy} onClick={payment.confirm}>
          {payment.isBusy ? "Confirming" : `Confirm ${price}`}
        </Button>
        <Button variant="quiet" onClick={() => !payment.isBusy && payment.postpone()}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}
