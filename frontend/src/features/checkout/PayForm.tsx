"use client";

import { Lock } from "lucide-react";
import { useState, type ChangeEvent } from "react";
import { useFormContext, useWatch } from "react-hook-form";

import type { BookingOutput } from "@/api/types.gen";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Notice } from "@/components/ui/notice";
import { RadioCard } from "@/components/ui/radio-card";
import { wrongFields } from "@/lib/form-faults";
import { exactPrice } from "@/lib/money";

import {
  checkCode,
  checkExpiry,
  checkNumber,
  groupedExpiry,
  groupedNumber,
  numberFor,
  outcomeOf,
  TEST_CARDS,
  type CardValues,
  type Outcome,
} from "./card-rules";
import { isDeclined, PayProblem } from "./PayProblem";
import type { Payment } from "./use-payment";

const LABELS = { number: "Card number", expires: "Expires", code: "Security code" } as const;

export function PayForm({ booking, payment }: { booking: BookingOutput; payment: Payment }) {
  const form = useFormContext<CardValues>();
  // Of the presses that found something wrong; 0 after one that did not.
  const [slips, setSlips] = useState(0);
  const { errors } = form.formState;
  const wrong = wrongFields(form, LABELS);
  const [sent, setSent] = useState("");
  const typed = useWatch({ control: form.control, name: "number" });
  const declined = isDeclined(payment) && typed === sent ? "This card was declined." : undefined;

  const pickOutcome = (outcome: Outcome) => {
    form.setValue("number", numberFor(outcome), { shouldValidate: form.formState.isSubmitted });
  };
  const number = form.register("number", {
    validate: checkNumber,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      regroup(event.target, groupedNumber, (text) => form.setValue("number", text));
      const outcome = outcomeOf(event.target.value);
      if (outcome) form.setValue("outcome", outcome);
    },
  });
  const expires = form.register("expires", {
    validate: (value) => checkExpiry(value, new Date()),
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      regroup(event.target, groupedExpiry, (text) => form.setValue("expires", text)),
  });
  return (
    <form
      noValidate
      className="grid gap-6"
      onSubmit={form.handleSubmit(
        ({ number: sent, outcome }) => {
          setSlips(0);
          setSent(sent);
          if (!payment.isBusy) payment.pay(outcome);
        },
        () => setSlips(slips + 1),
      )}
    >
      <Notice title="Demonstration.">No money moves. Pick below how the payment should end.</Notice>
      <PayProblem payment={payment} />
      <TextField
        {...number}
        label={LABELS.number}
        inputMode="numeric"
        autoComplete="cc-number"
        placeholder="16 digits"
        error={errors.number?.message ?? declined}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          {...expires}
          label={LABELS.expires}
          inputMode="numeric"
          autoComplete="cc-exp"
          placeholder="MM / YY"
          error={errors.expires?.message}
        />
        <TextField
          {...form.register("code", { validate: checkCode })}
          label={LABELS.code}
          inputMode="numeric"
          autoComplete="cc-csc"
          placeholder="3 digits"
          maxLength={4}
          error={errors.code?.message}
        />
      </div>
      <fieldset>
        <legend className="mb-2 text-sm leading-snug font-ui text-ink">Test outcome</legend>
        <div className="grid gap-2 md:grid-cols-2">
          {TEST_CARDS.map((card) => (
            <RadioCard
              key={card.outcome}
              {...form.register("outcome", {
                onChange: () => pickOutcome(form.getValues("outcome")),
              })}
              value={card.outcome}
              title={card.title}
            >
              {card.meaning}
            </RadioCard>
          ))}
        </div>
      </fieldset>
      {slips > 0 && wrong.length > 0 && (
        <FormProblem title="The card needs another look." attempt={slips} fields={wrong} />
      )}
      <Button type="submit" variant="primary" size="lg" isBusy={payment.isBusy}>
        {!payment.isBusy && <Lock size={16} strokeWidth={1.6} aria-hidden="true" />}
        {payment.isBusy
          ? BUSY_WORDS[payment.phase]
          : `Pay ${exactPrice(booking.amount, booking.currency)}`}
      </Button>
    </form>
  );
}

const BUSY_WORDS: Record<Payment["phase"], string> = {
  idle: "Paying",
  sending: "Paying",
  asking: "Asking how your payment went",
  confirm: "Waiting for your confirmation",
  processing: "Waiting for your bank",
  late: "Waiting for your bank",
};

/** Puts the gaps in while one types at the end, and leaves the caret alone anywhere else. */
function regroup(
  field: HTMLInputElement,
  grouped: (text: string) => string,
  set: (text: string) => void,
): void {
  const isAtEnd = field.selectionStart === field.value.length;
  const text = grouped(field.value);
  if (isAtEnd && text !== field.value) {
    field.value = text;
    set(text);
  }
}
