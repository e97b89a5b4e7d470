"use client";

import { ApiError } from "@/lib/problem";

import type { Box } from "./box-state";
import { useBooking } from "./BookingProvider";
import { SeatProblem } from "./SeatProblem";

/** What the box says when a press gave no seat. */
export function BookProblem({ className }: { className?: string }) {
  const { problem, session, box } = useBooking();
  if (!problem || isPast(problem, box)) return null;
  const isOpen = session.start_time === null;
  return <SeatProblem problem={problem} isOpen={isOpen} elsewhere="#more" className={className} />;
}

/** It was full, and a seat has come back since. */
function isPast(problem: unknown, box: Box): boolean {
  return problem instanceof ApiError && problem.code === "session_full" && box.kind === "book";
}
