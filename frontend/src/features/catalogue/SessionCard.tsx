import Link from "next/link";

import { Avatar } from "@/components/Avatar";
import { Cover } from "@/components/Cover";
import { Hour } from "@/components/Time";
import { cn } from "@/lib/cn";
import { shortPrice } from "@/lib/money";
import { personName } from "@/lib/person";
import { whereWords } from "@/lib/session-words";
import { dateWords, durationWords } from "@/lib/time";

import { CardSeats } from "./CardSeats";
import type { CardSession } from "./card-session";
import type { LiveSeats } from "./use-live-seats";

interface Props {
  session: CardSession;
  /** The reader's time zone. */
  zone: string;
  now: Date;
  /** Where no heading says the day. */
  isDated?: boolean;
  as?: "h2" | "h3" | "h4";
  /** What the page heard of the seats since it was drawn. */
  seats?: LiveSeats;
  /** In view when the page opens. */
  isEager?: boolean;
  /** The only one of its day: on a desk its words stand beside the cover. */
  isAlone?: boolean;
}

/**
 * A session in a list. The title is the one link and its hit area is the card. A session that
 * fills keeps its place and its size.
 */
export function SessionCard({
  session,
  zone,
  now,
  isDated = false,
  as: Heading = "h3",
  seats,
  isEager,
  isAlone,
}: Props) {
  const isFull = seats?.isFull ?? session.is_full;
  const hasStarted = session.start_time !== null && new Date(session.start_time) <= now;
  const isDimmed = isFull || hasStarted;
  const name = personName(session.creator_details);
  const where = whereWords(session);
  return (
    <article
      data-session={session.id}
      className={cn("group relative", isAlone && "lg:grid lg:grid-cols-3 lg:gap-x-6")}
    >
      <Cover
        id={session.id}
        title={session.title}
        topic={session.topic}
        image={session.image}
        isDimmed={isDimmed}
        isEager={isEager}
      />
      <div className={cn("mt-3.5", isAlone && "lg:col-span-2 lg:mt-0")}>
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm leading-[1.3] whitespace-nowrap text-ink-3">
          <When session={session} zone={zone} now={now} isDated={isDated} isDimmed={isDimmed} />
          <span className="truncate">{shortDuration(session.duration_minutes)}</span>
          <span
            className={cn(
              "ml-auto text-base leading-[1.3] font-head tabular-nums",
              // Only the color: another weight would be another width.
              isDimmed ? "text-ink-3" : "text-ink",
            )}
          >
            {shortPrice(session.price, session.currency)}
          </span>
        </p>
        <Heading
          className={cn(
            "mt-1 line-clamp-2 text-lg font-ui text-pretty",
            isAlone && "lg:mt-2 lg:text-xl",
          )}
        >
          <Link
            href={`/sessions/${session.id}`}
            dir="auto"
            className={cn(
              "decoration-1 underline-offset-[0.18em] group-hover:underline",
              "after:absolute after:-inset-2 after:z-1 after:rounded-lg",
              "focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring",
            )}
          >
            {session.title}
          </Link>
        </Heading>
        <p className="mt-2 flex min-h-6.5 items-center gap-2 text-sm leading-[1.3] text-ink-3">
          <Avatar name={name} src={session.creator_details.avatar} size={where ? 32 : 24} />
          <span className="min-w-0">
            <span className="block truncate" dir="auto">
              {name}
            </span>
            {where && (
              <span className="block truncate text-xs leading-[1.3]" dir="auto">
                {where}
              </span>
            )}
          </span>
          <CardSeats
            free={seats?.free ?? session.spots_available}
            isFull={isFull}
            isClosed={seats?.isClosed ?? false}
            wasFull={session.is_full}
            hasStarted={hasStarted}
          />
        </p>
      </div>
    </article>
  );
}

function When({
  session,
  zone,
  now,
  isDated,
  isDimmed,
}: Pick<Props, "session" | "zone" | "now" | "isDated"> & { isDimmed: boolean }) {
  if (session.start_time === null) {
    return <span className="text-base leading-[1.3] font-head text-ink">Any day</span>;
  }
  return (
    <>
      {isDated && (
        <span>
          {dateWords(session.start_time, zone, { weekday: "short", month: "short", now })}
        </span>
      )}
      <Hour
        at={session.start_time}
        zone={zone}
        className={cn("text-base leading-[1.3]", isDimmed && "text-ink-3")}
      />
    </>
  );
}

/** Minutes are easy to compare from card to card, up to a point. */
function shortDuration(minutes: number): string {
  return minutes <= 180 ? `${minutes} min` : durationWords(minutes);
}
