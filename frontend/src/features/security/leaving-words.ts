import type { ConsequencesOutput } from "@/api/types.gen";
import { exactPrice } from "@/lib/money";

/** What deleting the account does to others and to money, a line each; none when nothing does. */
export function consequenceLines(found: ConsequencesOutput): string[] {
  const { upcoming_bookings, refund, upcoming_sessions, booked_seats } = found;
  const sums = refund.map(({ amount, currency }) => exactPrice(amount, currency));
  return [
    upcoming_bookings > 0 &&
      `${counted(upcoming_bookings, "booking")} of yours ${are(upcoming_bookings)} cancelled` +
        (sums.length > 0 ? `, and you get ${listed(sums)} back.` : "."),
    upcoming_sessions > 0 &&
      `${counted(upcoming_sessions, "session")} that you host ${are(upcoming_sessions)} cancelled` +
        (booked_seats > 0
          ? `, and whoever has one of the ${counted(booked_seats, "booked seat")} gets the whole price back.`
          : "."),
  ].filter((line) => line !== false);
}

/** "4 kB", "1.2 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function are(count: number): string {
  return count === 1 ? "is" : "are";
}

function listed(sums: readonly string[]): string {
  const last = sums.at(-1) ?? "";
  return sums.length > 1 ? `${sums.slice(0, -1).join(", ")} and ${last}` : last;
}
