import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

const TONES = {
  neutral: ["bg-sunken inset-ring-line [&_strong]:text-ink", Info],
  good: [
    "bg-success-wash inset-ring-success-line [&_strong]:text-success [&>svg]:text-success",
    CircleCheck,
  ],
  warn: ["bg-warn-wash inset-ring-warn-line [&_strong]:text-warn [&>svg]:text-warn", TriangleAlert],
  danger: [
    "bg-danger-wash inset-ring-danger-line [&_strong]:text-danger [&>svg]:text-danger",
    TriangleAlert,
  ],
} as const;

/** Bold first words, then a sentence. One that appears after an act is a `role="alert"`. */
export function Notice({
  tone = "neutral",
  title,
  role,
  className,
  children,
}: {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  role?: "alert" | "status";
  className?: string;
  children?: ReactNode;
}) {
  const [classes, Icon] = TONES[tone];
  return (
    <div
      role={role}
      className={cn(
        "flex gap-3 rounded-md px-4 py-3 text-sm text-ink-2 inset-ring-1 [&_strong]:font-head",
        classes,
        className,
      )}
    >
      <Icon size={20} strokeWidth={1.6} aria-hidden="true" className="mt-px shrink-0" />
      <div className="min-w-0">
        {title && <strong>{title}</strong>} {children}
      </div>
    </div>
  );
}
