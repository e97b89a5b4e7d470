"use client";

import type { UseFormReturn } from "react-hook-form";

import { TextField } from "@/components/ui/field";
import { exactPrice, isFree } from "@/lib/money";

import type { Session } from "../queries";
import { people } from "../words";
import { SectionFrame } from "./SectionFrame";
import { readPrice, type Values } from "./values";

export function PriceAndSeats({
  form,
  values,
  base,
  currency,
}: {
  form: UseFormReturn<Values>;
  values: Values;
  base: Session | null;
  currency: string;
}) {
  const { errors } = form.formState;
  const taken = base?.current_bookings ?? 0;
  return (
    <SectionFrame
      id="price"
      title="Price and seats"
      words="The price is for one seat, with nothing added later. A new price counts for new bookings only: whoever took a seat before keeps theirs."
    >
      <div className="grid items-start gap-5 md:grid-cols-2">
        <TextField
          inputMode="decimal"
          label={`Price in ${currency}`}
          placeholder="0 means free"
          autoComplete="off"
          hint={priceWords(values.price, currency)}
          error={errors.price?.message}
          {...form.register("price")}
        />
        <TextField
          inputMode="numeric"
          label="Seats"
          autoComplete="off"
          hint={
            taken > 0
              ? `${people(taken)} ${taken === 1 ? "holds a seat" : "hold seats"}, so there can't be fewer.`
              : "You can change this until the session begins."
          }
          error={errors.capacity?.message}
          {...form.register("capacity")}
        />
      </div>
    </SectionFrame>
  );
}

function priceWords(text: string, currency: string): string {
  const price = readPrice(text);
  if (price === null) return "What one person pays.";
  return isFree(price) ? "It is free." : `Each person pays ${exactPrice(price, currency)}.`;
}
