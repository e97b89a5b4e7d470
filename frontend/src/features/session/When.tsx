import type { ReactNode } from "react";

import { HourRange } from "@/components/Time";
import { dateWords, inPlace, rangeElsewhere } from "@/lib/time";

interface Props {
  start: string;
  minutes: number;
  zone: string;
  hostZone: string;
  now: Date;
  /** Below the date: how far away it is. */
  children?: ReactNode;
  /** " for the host in New York"; the place alone if left out. */
  elsewhereIs?: string;
  className?: string;
}

/** Date, hours and zone of a seat, and the same hours where the host is. */
export function When({ start, minutes, zone, hostZone, now, children, ...look }: Props) {
  const elsewhere = rangeElsewhere(start, minutes, zone, hostZone);
  return (
    <>
      <p className="text-sm leading-[1.35] text-ink-3">
        <DateLine isStrong={children !== undefined}>{dateWords(start, zone, { now })}</DateLine>
        {children}
      </p>
      <HourRange
        start={start}
        minutes={minutes}
        zone={zone}
        className={`mt-3 mb-2 ${look.className ?? ""}`}
      />
      {elsewhere && (
        <p className="text-sm text-ink-3">
          {elsewhere}
          {look.elsewhereIs}
          {inPlace(hostZone)}
        </p>
      )}
    </>
  );
}

function DateLine({ isStrong, children }: { isStrong: boolean; children: ReactNode }) {
  if (!isStrong) return children;
  return (
    <strong className="block text-lg leading-[1.35] font-head tracking-[-0.01em] text-ink">
      {children}
    </strong>
  );
}
