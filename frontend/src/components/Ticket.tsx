import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/**
 * The box one books with, pays beside and keeps: the only object with a shadow. Made of
 * TicketParts with a Perforation between two of them.
 */
export function Ticket({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={cn(
        "relative overflow-hidden rounded-lg border border-line bg-surface shadow-mid",
        className,
      )}
    >
      {children}
    </div>
  );
}

export function TicketPart({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("p-6", className)}>{children}</div>;
}

export function Perforation() {
  return <div aria-hidden="true" className="perforation" />;
}

/** What it costs, line by line, and the sum that is shown largest. */
export function PriceLines({
  lines,
  total,
}: {
  lines: readonly (readonly [label: string, value: ReactNode])[];
  total: readonly [label: string, value: ReactNode];
}) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-2 text-sm">
      {lines.map(([label, value]) => (
        <Line key={label} label={label} value={value} />
      ))}
      <Line
        label={total[0]}
        value={total[1]}
        className="mt-1 border-t border-line pt-3 text-lg font-head text-ink"
      />
    </dl>
  );
}

function Line({
  label,
  value,
  className,
}: {
  label: string;
  value: ReactNode;
  className?: string;
}) {
  return (
    <>
      <dt className={className}>{label}</dt>
      <dd className={cn("text-right text-ink", className)}>{value}</dd>
    </>
  );
}
