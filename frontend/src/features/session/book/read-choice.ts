import { readWallClock } from "@/lib/wall-clock";

export interface Choice {
  /** What was chosen, once it is a moment to come. */
  instant?: string;
  dayProblem?: string;
  timeProblem?: string;
  /** Of a moment that needs a word. */
  note?: string;
}

/** A day ("2026-11-24") and a time ("18:30") of the zone. */
export function readChoice(day: string | null, time: string, zone: string, now: Date): Choice {
  const reading = readWallClock(`${day ?? "2000-01-01"}T${time}`, zone);
  const dayProblem = day ? undefined : "Choose a day.";
  if (!reading) return { dayProblem, timeProblem: "Enter a time, like 18:30." };
  if (dayProblem) return { dayProblem };
  if (!reading.instant) {
    const instead = reading.instead?.slice(11) ?? "";
    return { timeProblem: `The clocks skip ${time} that day. Choose ${instead} or another time.` };
  }
  if (reading.instant <= now) return { timeProblem: "This has passed. Choose a later time." };
  const note = reading.isTwice
    ? `The clocks show ${time} twice that day; this is the first.`
    : undefined;
  return { instant: reading.instant.toISOString(), note };
}
