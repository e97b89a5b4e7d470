import { momentWords } from "@/lib/time";

/** "Full refund until it starts, Tue 24 Nov, 18:30 CET": the deadline as a moment of the reader. */
export function RefundUntil({
  start,
  zone,
  now,
  isFree,
}: {
  /** Null while an open session has no date. */
  start: string | null;
  zone: string;
  now: Date;
  isFree: boolean;
}) {
  return (
    <>
      <strong className="font-ui text-ink-2">
        {isFree ? "You can cancel until it starts" : "Full refund until it starts"}
      </strong>
      {start && `, ${momentWords(start, zone, now)}`}
    </>
  );
}
