import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";

import type { WrongField } from "@/components/ui/form-problem";

import { ApiError } from "./problem";

/**
 * Puts what the server found wrong under the fields. False when that is not what happened, or
 * when a field is meant that the form does not have.
 */
export function showFieldFaults<T extends FieldValues>(
  form: UseFormReturn<T>,
  labels: Partial<Record<FieldPath<T>, string>>,
  fault: unknown,
): boolean {
  if (!(fault instanceof ApiError) || fault.code !== "fields") return false;
  const known = Object.entries(fault.fields).filter(([name]) => name in labels);
  for (const [name, messages] of known) {
    form.setError(name as FieldPath<T>, { type: "server", message: messages.join(" ") });
  }
  return known.length > 0 && known.length === Object.keys(fault.fields).length;
}

/** The wrong fields in the order of the form, for its FormProblem. */
export function wrongFields<T extends FieldValues>(
  form: UseFormReturn<T>,
  labels: Partial<Record<FieldPath<T>, string>>,
): WrongField[] {
  return (Object.keys(labels) as FieldPath<T>[]).flatMap((name) => {
    const message = form.getFieldState(name).error?.message;
    return message
      ? [{ label: labels[name] ?? name, message, focus: () => form.setFocus(name) }]
      : [];
  });
}
