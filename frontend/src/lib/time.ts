/**
 * The one place that turns instants into words. An instant is an ISO string of the API or a
 * Date; a zone is an IANA name. Words are English with 24 hours, whoever reads them, so that
 * server and browser write the same.
 */

export type Instant = string | Date;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions, locale = "en-GB") {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    formatters.set(key, found);
  }
  return found;
}

function dateOf(instant: Instant): Date {
  return typeof instant === "string" ? new Date(instant) : instant;
}

function partsOf(instant: Instant, zone: string): Parts {
  const format = formatter(zone, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = format.formatToParts(dateOf(instant));
  return Object.fromEntries(parts.map((part) => [part.type, part.value])) as unknown as Parts;
}

/** The calendar day in the zone: "2026-11-24". */
export function dayOf(instant: Instant, zone: string): string {
  const { year, month, day } = partsOf(instant, zone);
  return `${year.padStart(4, "0")}-${month}-${day}`;
}

/** The wall clock in the zone: "18:30". */
export function clock(instant: Instant, zone: string): string {
  const { hour, minute } = partsOf(instant, zone);
  return `${hour}:${minute}`;
}

/** What `datetime-local` fields hold: "2026-11-24T18:30". */
export function wallClock(instant: Instant, zone: string): string {
  return `${dayOf(instant, zone)}T${clock(instant, zone)}`;
}

// A locale knows the abbreviations of its own region only.
const LOCALES = ["en-US", "en-GB", "en-CA", "en-AU", "en-IN", "en-ZA", "en-NZ"];

/** "CET", "EST"; "GMT+5:45" for a zone whose abbreviation English does not know. */
export function zoneShort(instant: Instant, zone: string): string {
  let short = "";
  for (const locale of LOCALES) {
    short = zoneName(instant, zone, "short", locale);
    if (!/^(GMT|UTC)[+-]/.test(short)) return short;
  }
  return short;
}

/** "Central European Standard Time", for those who hear or hover over the short name. */
export function zoneLong(instant: Instant, zone: string): string {
  return zoneName(instant, zone, "long", "en-US");
}

function zoneName(instant: Instant, zone: string, timeZoneName: "short" | "long", locale: string) {
  const parts = formatter(zone, { timeZoneName }, locale).formatToParts(dateOf(instant));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** The place of a zone: "New York" of America/New_York; "UTC" has none. */
export function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

type Weekday = "long" | "short" | "none";
type Month = "long" | "short";

/** "Tuesday 24 November", "Tue 24 Nov"; with the year when it is not this one. */
export function dateWords(
  instant: Instant,
  zone: string,
  { weekday = "long", month = "long", now }: { weekday?: Weekday; month?: Month; now?: Date } = {},
): string {
  return dayWords(dayOf(instant, zone), { weekday, month, today: now && dayOf(now, zone) });
}

/** The same for a calendar day, "2026-11-24". */
export function dayWords(
  day: string,
  {
    weekday = "long",
    month = "long",
    today,
  }: { weekday?: Weekday; month?: Month; today?: string } = {},
): string {
  const noon = `${day}T12:00:00Z`;
  const parts = [
    weekday !== "none" && formatter("UTC", { weekday }).format(dateOf(noon)),
    String(Number(day.slice(8))),
    monthWord(day, month),
    today && today.slice(0, 4) !== day.slice(0, 4) && day.slice(0, 4),
  ];
  return parts.filter(Boolean).join(" ");
}

/** en-GB writes "Sept"; all other short months have three letters. */
export function monthWord(day: string, month: Month = "long"): string {
  const word = formatter("UTC", { month: "long" }).format(dateOf(`${day}T12:00:00Z`));
  return month === "long" ? word : word.slice(0, 3);
}

export function weekdayWord(day: string, weekday: "long" | "short" = "long"): string {
  return formatter("UTC", { weekday }).format(dateOf(`${day}T12:00:00Z`));
}

/** "Tue 24 Nov, 18:30 CET": a whole moment in one line. */
export function momentWords(instant: Instant, zone: string, now?: Date): string {
  const date = dateWords(instant, zone, { weekday: "short", month: "short", now });
  return `${date}, ${clock(instant, zone)} ${zoneShort(instant, zone)}`;
}

/** "18:30 to 20:30 CET". */
export function rangeWords(start: Instant, minutes: number, zone: string): string {
  const end = endOf(start, minutes);
  return `${clock(start, zone)} to ${clock(end, zone)} ${zoneShort(start, zone)}`;
}

/**
 * The same range where the other zone is: "12:30 to 14:30 EST", with the date when that is
 * another day there. Null when the clocks agree, so that a second line would say nothing.
 */
export function rangeElsewhere(
  start: Instant,
  minutes: number,
  zone: string,
  elsewhere: string,
): string | null {
  if (!zonesDiffer(start, zone, elsewhere)) return null;
  const range = rangeWords(start, minutes, elsewhere);
  if (dayOf(start, zone) === dayOf(start, elsewhere)) return range;
  return `${dateWords(start, elsewhere, { weekday: "short", month: "short" })}, ${range}`;
}

/** " in New York"; nothing for a zone that is no place. */
export function inPlace(zone: string): string {
  return zone.includes("/") ? ` in ${placeOf(zone)}` : "";
}

export function endOf(start: Instant, minutes: number): Date {
  return new Date(dateOf(start).getTime() + minutes * MINUTE);
}

/** "90 min", "2 hours", "2 h 30 min". */
export function durationWords(minutes: number): string {
  if (minutes < 120 && minutes !== 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (rest) return `${hours} h ${rest} min`;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** How long a while is: "37 minutes", "1 hour 37 minutes"; never nothing. */
export function whileWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE));
  const count = (number: number, unit: string) =>
    number > 0 && `${number} ${unit}${number === 1 ? "" : "s"}`;
  return [count(Math.floor(minutes / 60), "hour"), count(minutes % 60, "minute")]
    .filter(Boolean)
    .join(" ");
}

/** Whole calendar days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** "today", "tomorrow", "in 3 days"; by calendar days of the zone, not by 24 hours. */
export function daysAway(instant: Instant, zone: string, now: Date): string {
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  return relativeWords(days, "day");
}

/** "in 37 minutes", "in 5 hours", "in 3 days", "2 hours ago". */
export function timeAway(instant: Instant, zone: string, now: Date): string {
  const left = dateOf(instant).getTime() - now.getTime();
  if (Math.abs(left) < HOUR) return relativeWords(Math.trunc(left / MINUTE), "minute");
  if (Math.abs(left) < DAY) return relativeWords(Math.trunc(left / HOUR), "hour");
  return daysAway(instant, zone, now);
}

/** "in 3 days", "tomorrow", "2 hours ago". */
export function relativeWords(count: number, unit: Intl.RelativeTimeFormatUnit): string {
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(count, unit);
}

/** The offsets of the two zones differ at that moment, so a second line says something. */
export function zonesDiffer(instant: Instant, one: string, other: string): boolean {
  return wallClock(instant, one) !== wallClock(instant, other);
}

/** A name of the zone database. "+05:30" is none: browsers take it, the API does not. */
export function isZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false;
  try {
    formatter(zone, {});
    return true;
  } catch {
    return false;
  }
}

export function allZones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}
