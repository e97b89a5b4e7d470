import type { BookingOutput } from "@/api/types.gen";
import { Cover } from "@/components/Cover";
import { Perforation, PriceLines, Ticket, TicketPart } from "@/components/Ticket";
import { When } from "@/features/session/When";
import { bookingNumber } from "@/lib/booking-number";
import { exactPrice, isFree } from "@/lib/money";
import { personName } from "@/lib/person";
import { whereWords } from "@/lib/session-words";

/** What one pays for, and afterwards what one has. */
export function OrderTicket({
  booking,
  zone,
  now,
  className,
}: {
  booking: BookingOutput;
  zone: string;
  now: Date;
  className?: string;
}) {
  const session = booking.session_details;
  const where = whereWords(session);
  const price = exactPrice(booking.amount, booking.currency);
  const isHeld = booking.status === "pending";
  const number = <span className="font-head tracking-[0.04em]">{bookingNumber(booking.id)}</span>;
  return (
    <Ticket className={className}>
      <Cover
        id={session.id}
        title={session.title}
        topic={session.topic}
        image={session.image}
        isDimmed={booking.status === "cancelled"}
        isEager
        className="rounded-none after:rounded-none"
      />
      <TicketPart>
        <p
          dir="auto"
          className="text-lg leading-[1.35] font-head tracking-[-0.01em] text-balance text-ink"
        >
          {session.title}
        </p>
        <p className="text-sm leading-[1.35] text-ink-3">
          with <bdi>{personName(session.creator_details)}</bdi>
        </p>
      </TicketPart>
      <Perforation />
      <TicketPart>
        <When
          start={booking.booking_date}
          minutes={session.duration_minutes}
          zone={zone}
          hostZone={session.time_zone}
          now={now}
          className="text-[2rem] leading-none"
        />
        {where && (
          <p dir="auto" className="mt-2 text-sm text-ink-3">
            {where}
          </p>
        )}
      </TicketPart>
      <Perforation />
      <TicketPart>
        <PriceLines
          lines={[
            ["One seat", price],
            ["Fees", exactPrice("0.00", booking.currency)],
            ...(isHeld ? [] : [["Booking", number] as const]),
          ]}
          total={[totalWords(booking), price]}
        />
      </TicketPart>
    </Ticket>
  );
}

function totalWords(booking: BookingOutput): string {
  if (isFree(booking.amount)) return "Total";
  if (booking.refund_status === "succeeded") return "Refunded";
  if (booking.refund_status === "pending") return "Refund on its way";
  if (booking.payment_status === "paid") return "Paid";
  return booking.status === "cancelled" ? "Not charged" : "Total";
}
