/** From what a clock on a wall shows to the instant it means. */

import { wallClock } from "./time";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface Reading {
  /** Null when the clocks skip this time. */
  instant: Date | null;
  /** The clocks show it twice; the instant is the first. */
  isTwice: boolean;
  /** What the clocks show instead of a skipped time: "2026-03-29T03:30". */
  instead: string | null;
}

/** Reads "2026-11-24T18:30" in the zone, as the API does. Null for what is no date and time. */
export function readWallClock(wall: string, zone: string): Reading | null {
  const utc = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(utc)) return null;
  // Whatever the zone does that day, it did one of these the day before or will the day after.
  const before = offset(utc - DAY, zone);
  const after = offset(utc + DAY, zone);
  const found = [...new Set([before, after])]
    .map((each) => utc - each)
    .filter((time) => wallClock(new Date(time), zone) === wall)
    .sort((one, other) => one - other);
  if (found[0] !== undefined) {
    return { instant: new Date(found[0]), isTwice: found.length > 1, instead: null };
  }
  return { instant: null, isTwice: false, instead: wallClock(new Date(utc - before), zone) };
}

/** How far the zone's clocks are ahead of UTC at that moment. */
function offset(time: number, zone: string): number {
  const minute = Math.floor(time / MINUTE) * MINUTE;
  return Date.parse(`${wallClock(new Date(minute), zone)}Z`) - minute;
}
