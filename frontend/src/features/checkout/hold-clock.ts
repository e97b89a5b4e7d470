/** From here on the page says that time is short. */
export const SHORT_SECONDS = 120;
/** Said to people who listen, once each. */
const SAID = [120, 60, 30] as const;

/** Whole seconds until the hold ends; never below 0. */
export function secondsLeft(end: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(end) - now) / 1000));
}

/** "8:41". */
export function clockWords(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "8 minutes 41 seconds left". */
export function spokenWords(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 60), "minute"],
    [seconds % 60, "second"],
  ] as const;
  const words = parts
    .filter(([count], place) => count > 0 || (place === 1 && seconds === 0))
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return `${words.join(" ")} left`;
}

/** The part of the hold that is left, from 1 to 0. */
export function partLeft(seconds: number, begin: string, end: string): number {
  const whole = (Date.parse(end) - Date.parse(begin)) / 1000;
  return whole > 0 ? Math.min(1, seconds / whole) : 0;
}

/** What a listener is told when the clock goes from one second to a later one; often nothing. */
export function milestone(before: number, after: number): string | null {
  if (before > 0 && after === 0) return "The time of your hold is up.";
  const passed = SAID.filter((each) => before > each && after <= each).at(-1);
  return passed ? `Your seat is held for ${spokenWords(passed).replace(" left", " more")}.` : null;
}
