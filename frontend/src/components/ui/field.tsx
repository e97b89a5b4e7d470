import { TriangleAlert } from "lucide-react";
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from "react";

import { cn } from "@/lib/cn";

/** The frame of every text control. */
export const BOX =
  "w-full rounded-md border border-control bg-surface px-3.5 text-ink placeholder:text-ink-3 focus-visible:-outline-offset-1 aria-[invalid=true]:border-danger";

interface Around {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** Said beside the label, since most fields of a form are required. */
  isOptional?: boolean;
  className?: string;
}

interface Wired {
  id: string;
  "aria-invalid"?: true;
  "aria-describedby"?: string;
}

/** A label, a control, a hint and what is wrong with it, all tied together. */
export function Field({
  label,
  hint,
  error,
  isOptional,
  className,
  children,
}: Around & { children: (control: Wired) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-2", className)}>
      <label htmlFor={id} className="text-sm leading-snug font-ui text-ink">
        {label}
        {isOptional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described || undefined,
      })}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </div>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-2 text-sm text-danger">
      <TriangleAlert size={16} strokeWidth={1.6} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

type Control<T> = Around & Omit<T, "className">;

export function TextField({
  label,
  hint,
  error,
  isOptional,
  className,
  ...input
}: Control<InputHTMLAttributes<HTMLInputElement>> & { ref?: React.Ref<HTMLInputElement> }) {
  return (
    <Field {...{ label, hint, error, isOptional, className }}>
      {(control) => <input {...input} {...control} className={cn(BOX, "min-h-12")} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  isOptional,
  className,
  ...input
}: Control<TextareaHTMLAttributes<HTMLTextAreaElement>> & {
  ref?: React.Ref<HTMLTextAreaElement>;
}) {
  return (
    <Field {...{ label, hint, error, isOptional, className }}>
      {(control) => <textarea rows={6} {...input} {...control} className={cn(BOX, "py-3")} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  isOptional,
  className,
  children,
  ...input
}: Control<SelectHTMLAttributes<HTMLSelectElement>> & { ref?: React.Ref<HTMLSelectElement> }) {
  return (
    <Field {...{ label, hint, error, isOptional, className }}>
      {(control) => (
        <select {...input} {...control} className={cn(BOX, "min-h-12")}>
          {children}
        </select>
      )}
    </Field>
  );
}
