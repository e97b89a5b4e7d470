import { cn } from "@/lib/cn";
import { clock, endOf, zoneLong, zoneShort, type Instant } from "@/lib/time";

function iso(instant: Instant): string {
  return typeof instant === "string" ? instant : instant.toISOString();
}

/** "CET", quieter than the hour it belongs to. */
export function Zone({ at, zone, className }: { at: Instant; zone: string; className?: string }) {
  return (
    <abbr title={zoneLong(at, zone)} className={cn("zone font-normal text-ink-3", className)}>
      {zoneShort(at, zone)}
    </abbr>
  );
}

/** "18:30 CET": the hour leads, its zone always follows. */
export function Hour({ at, zone, className }: { at: Instant; zone: string; className?: string }) {
  return (
    <time dateTime={iso(at)} className={cn("hour whitespace-nowrap", className)}>
      {clock(at, zone)}
      <Zone at={at} zone={zone} />
    </time>
  );
}

/** "18:30 – 20:30 CET", large; read aloud as "to". */
export function HourRange({
  start,
  minutes,
  zone,
  className,
}: {
  start: Instant;
  minutes: number;
  zone: string;
  className?: string;
}) {
  const end = endOf(start, minutes);
  return (
    <span
      className={cn(
        "hours flex flex-wrap items-baseline gap-x-[0.14em] leading-none font-[480] tracking-[-0.045em] whitespace-nowrap text-ink tabular-nums",
        className,
      )}
    >
      <time dateTime={iso(start)}>{clock(start, zone)}</time>
      <span aria-hidden="true">–</span>
      <span className="sr-only"> to </span>
      <time dateTime={iso(end)}>{clock(end, zone)}</time>
      <Zone at={start} zone={zone} className="ml-1.5 text-[0.95rem] tracking-normal" />
    </span>
  );
}
