import Link from "next/link";

import type { BookingOutput } from "@/api/types.gen";
import { Avatar } from "@/components/Avatar";
import { Cover } from "@/components/Cover";
import { Ticket } from "@/components/Ticket";
import { HourRange } from "@/components/Time";
import { Button, buttonClasses } from "@/components/ui/button";
import { personName } from "@/lib/person";
import { whereWords } from "@/lib/session-words";
import { clock, dayOf, inPlace, zonesDiffer, zoneShort, dateWords } from "@/lib/time";

import { stateOf } from "./booking-state";
import { CalendarButton } from "./CalendarButton";
import { HeldUntil } from "./HeldUntil";
import { countdownWords, dateLine } from "./words";

interface Props {
  booking: BookingOutput;
  zone: string;
  now: Date;
  onCancel: () => void;
}

/** The booking that comes first, as the ticket it is. */
export function NextUp({ booking, zone, now, onCancel }: Props) {
  const session = booking.session_details;
  const start = booking.booking_date;
  const state = stateOf(booking, now);
  const isHeld = state === "held" || state === "overdue";
  return (
    <Ticket className="mt-8 grid md:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)]">
      <Cover
        id={session.id}
        title={session.title}
        topic={session.topic}
        image={session.image}
        isEager
        className="rounded-none after:rounded-none md:aspect-auto md:h-full md:min-h-72"
      />
      <section
        aria-labelledby="next-up"
        className="relative flex flex-col border-t-2 border-dotted border-line-2 p-[clamp(1.5rem,3vw,2.25rem)] md:border-t-0 md:border-l-2"
      >
        <Round className="-top-3 -left-3" />
        <Round className="-top-3 -right-3 md:top-auto md:right-auto md:-bottom-3 md:-left-3" />
        <p className="text-sm leading-[1.35] text-ink-3">{dateLine(start, zone, now)}</p>
        <HourRange
          start={start}
          minutes={session.duration_minutes}
          zone={zone}
          className="mt-2 mb-2"
        />
        <p className="text-sm font-ui text-accent-ink">{countdownWords(start, zone, now)}</p>
        <h2
          id="next-up"
          dir="auto"
          className="mt-4 line-clamp-3 text-[1.5rem] leading-[1.2] tracking-[-0.024em]"
        >
          {session.title}
        </h2>
        <Host booking={booking} zone={zone} />
        <div className="mt-auto flex flex-wrap gap-2 pt-6 max-md:[&>*]:flex-auto">
          {isHeld ? (
            <>
              <p className="basis-full text-sm text-ink-3">
                <HeldUntil booking={booking} zone={zone} now={now} />
              </p>
              <Link
                href={`/checkout/${booking.id}`}
                className={buttonClasses({ variant: "primary" })}
              >
                Finish paying
              </Link>
              <Link href={`/dashboard/bookings/${booking.id}`} className={buttonClasses()}>
                Open booking
              </Link>
            </>
          ) : (
            <>
              <Link
                href={`/dashboard/bookings/${booking.id}`}
                className={buttonClasses({ variant: "primary" })}
              >
                Open booking
              </Link>
              <CalendarButton booking={booking.id}>Add to calendar</CalendarButton>
            </>
          )}
          {state !== "on" && (
            <Button variant="quiet" onClick={onCancel}>
              {isHeld ? "Release seat" : "Cancel"}
            </Button>
          )}
        </div>
      </section>
    </Ticket>
  );
}

/** Half of it is cut off by the edge of the ticket. */
function Round({ className }: { className: string }) {
  return (
    <i
      aria-hidden="true"
      className={`absolute z-10 size-5.5 rounded-full bg-paper inset-ring-1 inset-ring-line-2 ${className}`}
    />
  );
}

function Host({ booking, zone }: { booking: BookingOutput; zone: string }) {
  const { creator_details: host, time_zone: there } = booking.session_details;
  const where = whereWords(booking.session_details);
  const name = personName(host);
  return (
    <p className="mt-3 flex items-center gap-3 text-sm leading-[1.35] text-ink-3">
      <Avatar name={name} src={host.avatar} size={32} />
      <span>
        <Link
          href={`/creators/${host.username}`}
          dir="auto"
          className="text-ink underline decoration-line-2 underline-offset-[0.2em] hover:decoration-ink"
        >
          {name}
        </Link>
        {zonesDiffer(booking.booking_date, zone, there) &&
          `, ${clockThere(booking.booking_date, zone, there)}`}
        {where && (
          <span dir="auto" className="block">
            {where}
          </span>
        )}
      </span>
    </p>
  );
}

/** "15:00 WET in Lisbon", with the day when it is another one there. */
function clockThere(start: string, zone: string, there: string): string {
  const words = `${clock(start, there)} ${zoneShort(start, there)}${inPlace(there)}`;
  if (dayOf(start, zone) === dayOf(start, there)) return words;
  return `${dateWords(start, there, { weekday: "short", month: "short" })}, ${words}`;
}
