import type { BookingOutput } from "@/api/types.gen";
import { Cover } from "@/components/Cover";
import { dateWords, inPlace, rangeElsewhere, rangeWords } from "@/lib/time";

/** The ticket in short, where there is no room beside the form. */
export function SeatRow({
  booking,
  zone,
  now,
}: {
  booking: BookingOutput;
  zone: string;
  now: Date;
}) {
  const { session_details: session, booking_date: start } = booking;
  const minutes = session.duration_minutes;
  const elsewhere = rangeElsewhere(start, minutes, zone, session.time_zone);
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-start gap-4 lg:hidden">
      <Cover
        id={session.id}
        title={session.title}
        topic={session.topic}
        image={session.image}
        isEager
        className="aspect-4/3"
      />
      <div className="text-sm text-ink-3">
        <p dir="auto" className="text-lg font-ui text-ink">
          {session.title}
        </p>
        <p>
          {dateWords(start, zone, { weekday: "short", month: "short", now })},{" "}
          {rangeWords(start, minutes, zone)}
        </p>
        {elsewhere && (
          <p>
            {elsewhere}
            {inPlace(session.time_zone)}
          </p>
        )}
      </div>
    </div>
  );
}
