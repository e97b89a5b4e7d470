"use client";

import type { InsightsOutput } from "@/api/types.gen";

import { useInsights } from "../queries";
import { useCurrency } from "../use-currency";
import { periodBefore, type Period } from "./period";

export interface Figures {
  now: InsightsOutput;
  before: InsightsOutput;
  currency: string;
}

/** A period beside the one before. */
export function useFigures(period: Period) {
  const current = useInsights(period);
  const before = useInsights(periodBefore(period));
  const currency = useCurrency();
  const figures: Figures | null =
    current.data && before.data ? { now: current.data, before: before.data, currency } : null;
  return {
    figures,
    /** Of the period that was shown before this one. */
    isOld: current.isPlaceholderData || before.isPlaceholderData,
    error: current.error ?? before.error,
    retry: () => {
      void current.refetch();
      void before.refetch();
    },
  };
}
