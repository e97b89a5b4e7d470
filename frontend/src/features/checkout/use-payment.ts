"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { useAnnounce } from "@/components/Announcer";
import { bookingQuery } from "@/features/bookings/queries";

import { attemptOf } from "./attempt";
import type { Outcome } from "./card-rules";
import { askAgain, confirm, lookAfter, pause, pay, type Standing } from "./pay-deeds";

/**
 * `asking`: an answer was lost, and we look what became of it. `confirm`: the payer has a step to
 * do. `processing`: the bank takes its time; after a while it is `late`.
 */
export type Phase = "idle" | "sending" | "asking" | "confirm" | "processing" | "late";

const ASK_EVERY_MS = 2_000;
const ASK_LATE_MS = 10_000;
const LATE_AFTER_MS = 25_000;

/** Paying for a hold, from the first press to the last answer. Carries on after a reload. */
export function usePayment(booking: string) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [phase, setPhase] = useState<Phase>(() => phaseAfterReload(booking));
  const [problem, setProblem] = useState<Extract<Standing, { kind: "refused" | "unknown" }>>();
  const [attempt, setAttempt] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const isUnderWay = useRef(false);

  const take = (standing: Standing) => {
    switch (standing.kind) {
      case "paid":
        client.setQueryData(bookingQuery(booking).queryKey, standing.booking);
        void client.invalidateQueries({ queryKey: ["bookings"] });
        return; // Busy until the page has left for the finished booking.
      case "gone":
        if (standing.booking) client.setQueryData(bookingQuery(booking).queryKey, standing.booking);
        void client.invalidateQueries({ queryKey: ["bookings"] });
        return;
      case "processing":
        announce("Your bank takes its time. This page goes on by itself.");
        setPhase("processing");
        return;
      case "confirm":
        setPhase("confirm");
        return;
      default:
        setProblem(standing);
        setAttempt((before) => before + 1);
        setPhase("idle");
    }
  };

  const run = async (next: Phase, deed: () => Promise<Standing>) => {
    // A second press can come before the page is drawn again.
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setProblem(undefined);
    setPhase(next);
    setIsBusy(true);
    try {
      const standing = await deed();
      if (standing.kind !== "paid") setIsBusy(false);
      take(standing);
    } finally {
      isUnderWay.current = false;
    }
  };

  const onAnswer = useEffectEvent(take);
  const onReload = useEffectEvent(() => void run("asking", () => lookAfter(booking)));
  useEffect(() => {
    if (phaseAfterReload(booking) === "asking") onReload();
  }, [booking]);

  const isWaiting = phase === "processing" || phase === "late";
  useEffect(() => {
    if (!isWaiting) return;
    let isLeft = false;
    const began = performance.now();
    const wait = async () => {
      while (!isLeft) {
        const isLate = performance.now() - began > LATE_AFTER_MS;
        if (isLate) setPhase("late");
        await pause(isLate ? ASK_LATE_MS : ASK_EVERY_MS);
        if (isLeft) return;
        const standing = await askAgain(booking);
        // No answer is no news: the payment goes on, and so do we.
        if (isLeft || standing.kind === "processing" || standing.kind === "unknown") continue;
        onAnswer(standing);
        return;
      }
    };
    void wait();
    return () => {
      isLeft = true;
    };
  }, [isWaiting, booking]);

  return {
    phase,
    isBusy: isBusy || phase === "processing",
    problem,
    /** Grows with each answer that is a problem. */
    attempt,
    pay: (card: Outcome) => void run("sending", () => pay(booking, card)),
    confirm: () => void run("confirm", () => confirm(booking)),
    /** Leaves the step for later. */
    postpone: () => setPhase("idle"),
  };
}

export type Payment = ReturnType<typeof usePayment>;

function phaseAfterReload(booking: string): Phase {
  const state = attemptOf(booking)?.state;
  if (state === "processing" || state === "confirm") return state;
  return state === "sent" ? "asking" : "idle";
}
