import Link from "next/link";

import { Zone } from "@/components/Time";
import { MOST_PIPS, Pips, SeatsBar } from "@/components/Seats";
import { buttonClasses } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { clock } from "@/lib/time";

import { phaseOf, slotWords, type Slot } from "./agenda";

const ROW =
  "relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 border-b border-line py-4 @min-[44rem]:grid-cols-[7.375rem_minmax(0,1fr)_11rem_auto] @min-[44rem]:gap-x-6";

/** What one does at which hour. A dot stands beside the nearest. */
export function Slots({
  slots,
  nearestKey,
  as: Heading,
  zone,
  now,
}: {
  slots: Slot[];
  nearestKey?: string;
  /** The level of the titles. */
  as: "h2" | "h3";
  zone: string;
  now: Date;
}) {
  return (
    <ul className="@container mt-4 border-t border-line">
      {slots.map((slot) => (
        <li
          key={slot.key}
          className={cn(
            ROW,
            slot.key === nearestKey &&
              "before:absolute before:top-8 before:-left-3.5 before:size-2 before:-translate-y-1/2 before:rounded-full before:bg-accent @min-[44rem]:before:top-1/2 @min-[44rem]:before:-left-4.5",
          )}
        >
          <time
            dateTime={slot.at}
            className={cn(
              "text-[1.625rem] leading-[1.1] font-[460] tracking-[-0.04em] tabular-nums",
              phaseOf(slot, now) === "over" ? "text-ink-3" : "text-ink",
            )}
          >
            {clock(slot.at, zone)}
            <Zone at={slot.at} zone={zone} className="text-xs tracking-normal" />
          </time>
          <div className="col-span-full min-w-0 @max-[44rem]:row-start-2 @min-[44rem]:col-auto">
            <Heading className="text-lg font-ui">
              <Link
                dir="auto"
                href={`/sessions/${slot.session.id}`}
                className="underline-offset-4 hover:underline"
              >
                {slot.session.title}
              </Link>
            </Heading>
            <p className="mt-0.5 text-sm text-ink-3">{slotWords(slot, zone, now)}</p>
          </div>
          <div className="col-span-full text-sm @max-[44rem]:row-start-3 @min-[44rem]:col-auto">
            <Taken slot={slot} />
          </div>
          <Link
            href={`/creator-dashboard/sessions/${slot.session.id}/roster`}
            aria-label={`Roster of ${slot.session.title}`}
            className={cn(
              buttonClasses({ size: "sm" }),
              "@max-[44rem]:col-start-2 @max-[44rem]:row-start-1",
            )}
          >
            Roster
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Taken({ slot: { session, booking } }: { slot: Slot }) {
  if (booking) {
    return booking.status === "confirmed" ? (
      <Chip tone="live">Booked</Chip>
    ) : (
      <Chip tone="waiting">Held, not paid yet</Chip>
    );
  }
  const { capacity, current_bookings: taken } = session;
  if (capacity > MOST_PIPS) return <SeatsBar capacity={capacity} taken={taken} />;
  return (
    <span className="grid justify-items-start gap-1.5 tabular-nums">
      <Pips taken={taken} free={capacity - taken} />
      <span>
        <b className="font-head text-ink">{taken}</b> of {capacity} booked
      </span>
    </span>
  );
}

export function SlotsSkeleton() {
  return (
    <div className="@container mt-4 border-t border-line">
      {[0, 1].map((row) => (
        <div key={row} className={cn(ROW, "min-h-[87px]")}>
          <Skeleton className="h-7 w-24" />
          <span className="col-span-full grid gap-2 @max-[44rem]:row-start-2 @min-[44rem]:col-auto">
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-4 w-1/2" />
          </span>
          <Skeleton className="col-span-full h-8 w-32 @max-[44rem]:row-start-3 @min-[44rem]:col-auto" />
          <Skeleton className="h-11 w-18 @max-[44rem]:col-start-2 @max-[44rem]:row-start-1" />
        </div>
      ))}
    </div>
  );
}
