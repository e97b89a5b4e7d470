"use client";

import { useState } from "react";

import { wordsFor } from "@/lib/problem";

/** One deed at a time, with what went wrong in words. True when it was done. */
export function useDeed() {
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const run = async (name: string, deed: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(name);
    setFault(null);
    try {
      await deed();
      return true;
    } catch (error) {
      setFault(error);
      return false;
    } finally {
      setBusy(null);
    }
  };
  return { run, busy, fault, problem: fault === null ? "" : wordsFor(fault) };
}
