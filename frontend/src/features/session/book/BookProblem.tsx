"use client";

import { useBooking } from "./BookingProvider";
import { SeatProblem } from "./SeatProblem";

/** What the box says when a press gave no seat. */
export function BookProblem({ className }: { className?: string }) {
  const { problem, session } = useBooking();
  if (!problem) return null;
  const isOpen = session.start_time === null;
  return <SeatProblem problem={problem} isOpen={isOpen} elsewhere="#more" className={className} />;
}
