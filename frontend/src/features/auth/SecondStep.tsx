"use client";

import { useEffect, useId, useRef } from "react";

import { Button } from "@/components/ui/button";
import type { SignedIn } from "@/context/AuthContext";
import { ApiError } from "@/lib/problem";

import type { Demand } from "./demand";
import { FactorForm } from "./FactorForm";

/**
 * After the right password: what only its owner has. The other ways in beside it are out of place
 * then, and hide by `group-has-[[data-second-step]]`.
 */
export default function SecondStep({
  demand,
  onDone,
  onBack,
}: {
  demand: Demand;
  onDone: (answer: SignedIn) => void;
  /** `isOver`: it took too long, or too many tries. */
  onBack: (isOver: boolean) => void;
}) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const hasField = demand.methods[0] !== "passkey";
  useEffect(() => {
    if (!hasField) heading.current?.focus();
  }, [hasField]);

  return (
    <section data-second-step aria-labelledby={id} className="grid gap-5">
      <div>
        <h2 id={id} ref={heading} tabIndex={-1} className="text-xl">
          One more step
        </h2>
        <p className="mt-2">So far all is right. This account asks for a second proof.</p>
      </div>
      <FactorForm
        methods={demand.methods}
        act="Sign in"
        askPasskey={async () => {
          const { askForPasskey } = await import("@/lib/webauthn");
          return { credential: await askForPasskey(demand.passkey ?? {}) };
        }}
        onAnswer={async (answer) => {
          const { verifyFactor } = await import("@/lib/sign-in");
          try {
            onDone(await verifyFactor(demand.challenge, answer));
          } catch (error) {
            if (!(error instanceof ApiError) || error.code !== "link_not_valid") throw error;
            onBack(true);
          }
        }}
      />
      <Button
        variant="quiet"
        className="-mt-3 -ml-3 justify-self-start"
        onClick={() => onBack(false)}
      >
        Back
      </Button>
    </section>
  );
}
