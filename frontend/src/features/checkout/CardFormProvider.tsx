"use client";

import type { ReactNode } from "react";
import { FormProvider, useForm } from "react-hook-form";

import { numberFor, type CardValues } from "./card-rules";

/**
 * Above the single checkouts, so that what was typed is still there after a hold has ended and a
 * new one was taken. In memory only: a card is never stored.
 */
export function CardFormProvider({ children }: { children: ReactNode }) {
  const form = useForm<CardValues>({
    defaultValues: { number: numberFor("success"), expires: "", code: "", outcome: "success" },
    // The summary above the button takes the focus.
    shouldFocusError: false,
  });
  return <FormProvider {...form}>{children}</FormProvider>;
}
