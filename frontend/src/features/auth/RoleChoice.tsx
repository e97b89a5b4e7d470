import type { UseFormRegisterReturn } from "react-hook-form";

import { RadioCard } from "@/components/ui/radio-card";

export function RoleChoice(field: UseFormRegisterReturn) {
  return (
    <fieldset className="grid gap-3 md:grid-cols-2">
      <legend className="mb-2 text-sm leading-snug font-ui text-ink">I want to</legend>
      <RadioCard title="Learn" value="USER" {...field}>
        Book seats in live sessions.
      </RadioCard>
      <RadioCard title="Teach" value="CREATOR" {...field}>
        Host sessions of your own, and book as well.
      </RadioCard>
    </fieldset>
  );
}
