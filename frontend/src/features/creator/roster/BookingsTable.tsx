import Link from "next/link";

import { Avatar } from "@/components/Avatar";
import { Zone } from "@/components/Time";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/lib/cn";
import { personName } from "@/lib/person";
import { clock, dateWords } from "@/lib/time";

import type { Booking } from "../queries";
import { CELL, HEAD } from "../sessions/SessionsTable";
import { moneyWords, stateChip } from "./booking-words";

/** One row a booking; on a phone the same cells as a card. */
export function BookingsTable({
  bookings,
  label,
  shows,
  zone,
  now,
}: {
  bookings: Booking[];
  label: string;
  /** What differs between the rows besides the person. */
  shows: "session" | "day" | "none";
  zone: string;
  now: Date;
}) {
  return (
    <div className="@container">
      <table aria-label={label} className="block w-full text-sm @min-[44rem]:table">
        <thead className="@max-[44rem]:sr-only">
          <tr>
            {[
              "Person",
              shows === "session" && "Session",
              shows === "day" && "Day",
              "Status",
              "Money",
            ]
              .filter(Boolean)
              .map((head) => (
                <th key={String(head)} scope="col" className={HEAD}>
                  {head}
                </th>
              ))}
            <th scope="col" className={cn(HEAD, "text-right!")}>
              Booked
            </th>
          </tr>
        </thead>
        <tbody className="block @min-[44rem]:table-row-group">
          {bookings.map((booking) => (
            <Row key={booking.id} {...{ booking, shows, zone, now }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  booking,
  shows,
  zone,
  now,
}: {
  booking: Booking;
  shows: "session" | "day" | "none";
  zone: string;
  now: Date;
}) {
  const person = booking.user_details;
  const name = personName(person);
  const { tone, word } = stateChip(booking, zone);
  return (
    <tr className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 border-b border-line py-4 @min-[44rem]:table-row @min-[44rem]:border-0 @min-[44rem]:hover:bg-sunken/60">
      <th
        scope="row"
        className={cn(CELL, "min-w-0 text-left font-normal @max-[44rem]:col-span-full")}
      >
        <span className="flex items-center gap-3">
          <Avatar name={name} src={person.avatar} size={36} />
          <span className="min-w-0 leading-snug">
            <span dir="auto" className="block font-ui text-ink">
              {name}
            </span>
            <a
              href={`mailto:${person.email}`}
              className="block text-xs text-ink-3 underline-offset-4 hover:text-ink hover:underline"
            >
              {person.email}
            </a>
          </span>
        </span>
      </th>
      {shows !== "none" && (
        <td className={cn(CELL, "@max-[44rem]:col-span-full")}>
          {shows === "session" && (
            <Link
              dir="auto"
              href={`/creator-dashboard/sessions/${booking.session}/roster`}
              className="line-clamp-2 leading-snug text-ink underline-offset-4 hover:underline"
            >
              {booking.session_details.title}
            </Link>
          )}
          <Moment at={booking.booking_date} {...{ zone, now }} />
        </td>
      )}
      <td className={CELL}>
        <Chip tone={tone}>{word}</Chip>
      </td>
      <td
        className={cn(
          CELL,
          "tabular-nums @max-[44rem]:text-right",
          booking.refund_status === "failed" && "text-danger",
        )}
      >
        {moneyWords(booking)}
      </td>
      <td className={cn(CELL, "text-ink-3 @max-[44rem]:col-span-full @min-[44rem]:text-right")}>
        <span className="@min-[44rem]:sr-only">Booked </span>
        <Moment at={booking.created_at} {...{ zone, now }} />
      </td>
    </tr>
  );
}

function Moment({ at, zone, now }: { at: string; zone: string; now: Date }) {
  return (
    <time dateTime={at} className="text-ink-3">
      {dateWords(at, zone, { weekday: "none", month: "short", now })}, {clock(at, zone)}
      <Zone at={at} zone={zone} />
    </time>
  );
}
