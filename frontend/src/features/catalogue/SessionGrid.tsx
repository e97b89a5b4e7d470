import { cn } from "@/lib/cn";

import type { CardSession } from "./card-session";
import { SessionCard } from "./SessionCard";
import type { SeatsFeed } from "./use-live-seats";

/** Cards in three columns, two on a tablet, one on a phone. */
export function SessionGrid({
  sessions,
  zone,
  now,
  isDated = false,
  as,
  seats,
  eager = 0,
  isAlone = false,
}: {
  sessions: readonly CardSession[];
  zone: string;
  now: Date;
  /** Where no heading says the day. */
  isDated?: boolean;
  as?: "h2" | "h3" | "h4";
  seats?: SeatsFeed;
  /** How many are in view when the page opens. */
  eager?: number;
  /** One session that has the whole width. */
  isAlone?: boolean;
}) {
  return (
    <ul
      className={cn(
        "grid gap-x-6 gap-y-8",
        !isAlone && "md:grid-cols-2 lg:grid-cols-3",
        isAlone && "md:max-lg:grid-cols-2",
      )}
    >
      {sessions.map((session, place) => (
        <li key={session.id} className="min-w-0">
          <SessionCard
            session={session}
            zone={zone}
            now={now}
            isDated={isDated}
            as={as}
            seats={seats?.of(session.id)}
            isEager={place < eager}
            isAlone={isAlone}
          />
        </li>
      ))}
    </ul>
  );
}
