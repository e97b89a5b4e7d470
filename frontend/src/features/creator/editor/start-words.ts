import {
  dateWords,
  dayOf,
  inPlace,
  placeOf,
  rangeElsewhere,
  rangeWords,
  zoneShort,
} from "@/lib/time";

import { readStart, readWhole, type Values } from "./values";

/** What day and hour mean: there, where the reader is, and on nights when the clocks change. */
export function startWords(values: Values, viewerZone: string, now: Date): string[] {
  if (values.kind !== "dated" || !values.date || !values.time) return [];
  const reading = readStart(values);
  const start = reading?.instant;
  if (!start) return [];
  const zone = values.time_zone;
  const minutes = readWhole(values.duration) ?? 0;
  const elsewhere = rangeElsewhere(start, minutes, zone, viewerZone);
  const lines = [
    `${dateWords(start, zone, { now })}, ${rangeWords(start, minutes, zone)}${inPlace(zone)}.`,
  ];
  if (elsewhere) lines.push(`For you${inPlace(viewerZone)}: ${elsewhere}.`);
  if (reading.isTwice) {
    lines.push(
      `The clocks of ${placeOf(zone)} show ${values.time} twice that night. It begins at the first, ${zoneShort(start, zone)}.`,
    );
  } else if (
    zoneShort(start, zone) !== zoneShort(now, zone) &&
    dayOf(start, zone) > dayOf(now, zone)
  ) {
    lines.push(
      `The clocks of ${placeOf(zone)} change before then; the hour above is the one they show on the day.`,
    );
  }
  return lines;
}
