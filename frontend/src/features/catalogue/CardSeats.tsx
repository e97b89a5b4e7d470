import { Chip } from "@/components/ui/chip";

/** With more free seats than this, a card says nothing about them. */
const FEW = 5;

/**
 * The right end of a card's last line. Its width is that of the longest thing it says and each
 * round has its place, so that nothing moves when seats come and go.
 */
export function CardSeats({
  free,
  isFull,
  isClosed,
  wasFull,
  hasStarted,
}: {
  free: number;
  isFull: boolean;
  /** Off sale since the page was drawn. */
  isClosed: boolean;
  /** Full already when the page was drawn. */
  wasFull: boolean;
  hasStarted: boolean;
}) {
  return (
    <span className="ml-auto flex h-6.5 w-29 shrink-0 items-center justify-end gap-[0.45rem] font-ui whitespace-nowrap text-ink">
      {hasStarted ? (
        <Chip tone="over">Started</Chip>
      ) : isClosed ? (
        <Chip tone="over">Closed</Chip>
      ) : isFull ? (
        <Chip tone="over">{wasFull ? "Full" : "Just filled"}</Chip>
      ) : (
        free <= FEW && (
          <>
            <FreePips free={free} />
            <span className="tabular-nums">{free} left</span>
          </>
        )
      )}
    </span>
  );
}

function FreePips({ free }: { free: number }) {
  return (
    <span aria-hidden="true" className="inline-flex gap-1">
      {Array.from({ length: FEW }, (_, place) => (
        <i
          key={place}
          className="size-[9px] rounded-full inset-ring-2 inset-ring-accent-ink transition-opacity duration-180 forced-color-adjust-none data-taken:opacity-0"
          data-taken={place < FEW - free || undefined}
        />
      ))}
    </span>
  );
}
