"use client";

import { FormProblem } from "@/components/ui/form-problem";
import { wordsFor } from "@/lib/problem";

import type { Payment } from "./use-payment";

/** Why the last try did not end in a payment. What happened to the money comes first. */
export function PayProblem({ payment }: { payment: Payment }) {
  const { problem, attempt } = payment;
  if (!problem) return null;
  if (problem.kind === "unknown") {
    return (
      <FormProblem title="We did not hear how your payment went." attempt={attempt}>
        Your seat is still held. Press the button to go on with the same payment; you are charged
        once at most.
      </FormProblem>
    );
  }
  if (isDeclined(payment)) {
    return (
      <FormProblem title="The card was declined." attempt={attempt}>
        Nothing was charged and your seat is still held. Try another card, or ask your bank.
      </FormProblem>
    );
  }
  return (
    <FormProblem title="The payment was not taken." attempt={attempt}>
      {wordsFor(problem.error)}
    </FormProblem>
  );
}

export function isDeclined({ problem }: Payment): boolean {
  return problem?.kind === "refused" && problem.error.code === "payment_declined";
}
