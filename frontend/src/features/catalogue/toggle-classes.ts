import { cn } from "@/lib/cn";

/** A filter that stands alone in the row: on is chosen, off is a plain frame. */
export function toggleClasses(isOn: boolean): string {
  return cn(
    "inline-flex min-h-11 items-center gap-2 rounded-md border px-3.5 text-sm font-ui whitespace-nowrap",
    isOn
      ? "border-accent-ink bg-accent-wash text-accent-ink"
      : "border-line-2 bg-surface text-ink hover:border-control",
  );
}
