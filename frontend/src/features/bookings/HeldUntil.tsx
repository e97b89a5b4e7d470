import type { BookingOutput } from "@/api/types.gen";
import { Hour } from "@/components/Time";

/** Until when the seat is kept; afterwards that it may be gone. */
export function HeldUntil({
  booking,
  zone,
  now,
}: {
  booking: BookingOutput;
  zone: string;
  now: Date;
}) {
  const until = booking.hold_expires_at;
  if (!until) return null;
  return (
    <>
      {new Date(until) > now ? "held until " : "hold ran out at "}
      <Hour at={until} zone={zone} className="font-normal text-current" />
    </>
  );
}
