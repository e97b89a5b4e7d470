import type { BookingOutput } from "@/api/types.gen";
import { Cover } from "@/components/Cover";
import { Perforation, PriceLines, Ticket, TicketPart } from "@/components/Ticket";
import { When } from "@/features/session/When";
import { bookingNumber } from "@/lib/booking-number";
import { exactPrice } from "@/lib/money";
import { personName } from "@/lib/person";

/** The booked seat as the ticket one keeps: what, when, and what was paid. */
export function BookingTicket({
  booking,
  zone,
  now,
}: {
  booking: BookingOutput;
  zone: string;
  now: Date;
}) {
  const session = booking.session_details;
  const amount = exactPrice(booking.amount, booking.currency);
  return (
    <Ticket>
      <Cover
        id={session.id}
        title={session.title}
        image={session.image}
        isDimmed={booking.status === "cancelled"}
        isEager
        className="rounded-none after:rounded-none"
      />
      <TicketPart>
        <p dir="auto" className="text-lg leading-[1.3] font-head text-ink">
          {session.title}
        </p>
        <p className="mt-0.5 text-sm text-ink-3">
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
        />
      </TicketPart>
      <Perforation />
      <TicketPart>
        <PriceLines
          lines={[
            ["One seat", amount],
            ["Fees", exactPrice("0.00", booking.currency)],
            ["Booking", <Number key="number" id={booking.id} />],
          ]}
          total={[totalWords(booking), amount]}
        />
      </TicketPart>
    </Ticket>
  );
}

function Number({ id }: { id: string }) {
  return <span className="font-head tracking-[0.04em]">{bookingNumber(id)}</span>;
}

function totalWords({
  payment_status: paid,
  refund_status: refund,
  status,
}: BookingOutput): string {
  if (refund === "succeeded") return "Refunded";
  if (refund === "pending") return "Refund on its way";
  if (paid === "paid") return "Paid";
  return status === "cancelled" ? "Not charged" : "To pay";
}
