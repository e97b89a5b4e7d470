import { cn } from "@/lib/cn";

/** More rounds than this can't be counted at a glance. */
export const MOST_PIPS = 12;
/** Above this many free seats the number itself says nothing. */
export const MANY = 10;

/** One round a seat: solid is taken, an open ring is free. */
export function Pips({
  taken,
  free,
  isLarge = false,
}: {
  taken: number;
  free: number;
  isLarge?: boolean;
}) {
  const size = isLarge ? "size-3" : "size-[9px]";
  return (
    <span aria-hidden="true" className={cn("inline-flex shrink-0", isLarge ? "gap-1.5" : "gap-1")}>
      {Array.from({ length: taken + free }, (_, seat) => (
        <i
          key={seat}
          className={cn(
            "rounded-full transition-colors duration-180 forced-color-adjust-none",
            size,
            seat < taken ? "bg-line-2" : "inset-ring-2 inset-ring-accent-ink",
          )}
        />
      ))}
    </span>
  );
}

/** "3 of 12 seats left", "More than 10 seats", "Full". The width stays when the number changes. */
export function SeatsLeft({ capacity, free }: { capacity: number; free: number }) {
  const words = seatsWords(capacity, free);
  const [, number, rest] = /^(\d*)(.*)$/.exec(words) ?? [];
  return (
    // New words are a new text: a piece of the old one that was kept would move.
    <span key={words} className="inline-block min-w-[17ch] tabular-nums">
      {number && <b className="font-head text-ink">{number}</b>}
      {rest}
    </span>
  );
}

function seatsWords(capacity: number, free: number): string {
  if (free <= 0) return "Full";
  if (free > MANY) return `More than ${MANY} seats`;
  return `${free} of ${capacity} ${capacity === 1 ? "seat" : "seats"} left`;
}

/** For tables: a bar and "9 of 12". */
export function SeatsBar({ capacity, taken }: { capacity: number; taken: number }) {
  const isFull = taken >= capacity;
  return (
    <span className="grid min-w-26 gap-1.5 text-ink tabular-nums">
      {taken} of {capacity}
      {isFull && ", full"}
      <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded-full bg-line">
        <i
          className={cn("block h-full rounded-full", isFull ? "bg-ink" : "bg-ink-3")}
          style={{ width: `${Math.min(100, (100 * taken) / capacity)}%` }}
        />
      </span>
    </span>
  );
}
