/** What is wrong with single fields, in the words that stand under them. */

import { dayWords, placeOf } from "@/lib/time";

import type { Session } from "../queries";
import {
  GROUPS,
  GROUP_NAMES,
  isSame,
  readPrice,
  readStart,
  readWhole,
  valuesOf,
  type FieldName,
  type Group,
  type Values,
} from "./values";

export const MOST = {
  title: 200,
  description: 20_000,
  image: 2048,
  /** A week. */
  duration: 7 * 24 * 60,
  capacity: 100_000,
  place: 200,
} as const;
const LAST_YEAR = "2100";

export type Faults = Partial<Record<FieldName, string>>;

/** What can't be saved. What is only missing can: a draft may wait for its date. */
export function faultsOf(values: Values, base: Session | null, now: Date): Faults {
  const found: Record<string, string | null> = {
    title: titleFault(values.title),
    description: descriptionFault(values.description),
    image: imageFault(values.image),
    ...whenFaults(values, base, now),
    duration: durationFault(values.duration),
    price: priceFault(values.price),
    capacity: capacityFault(values.capacity, base),
    place: placeFault(values),
  };
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== null));
}

/** Those of which no field has a fault. */
export function soundGroups(faults: Faults, groups: readonly Group[] = GROUP_NAMES): Group[] {
  return groups.filter((group) => GROUPS[group].every((field) => !(field in faults)));
}

function titleFault(title: string): string | null {
  if (!title.trim()) return "Give it a title.";
  if (/[\r\n\u2028\u2029]/.test(title)) return "Write the title in one line.";
  const over = Array.from(title.trim()).length - MOST.title;
  return over > 0 ? `Shorten the title by ${over}.` : null;
}

function descriptionFault(description: string): string | null {
  if (!description.trim()) return "Describe it.";
  const over = Array.from(description.trim()).length - MOST.description;
  return over > 0 ? `Shorten the description by ${over}.` : null;
}

export function imageFault(image: string): string | null {
  const text = image.trim();
  if (!text) return null;
  if (text.length > MOST.image) return "This address is too long.";
  try {
    const { protocol, hostname } = new URL(text);
    if (protocol === "https:" && hostname && !/\s/.test(text)) return null;
  } catch {
    // no address at all
  }
  return "Give an address that begins with https://.";
}

function whenFaults(values: Values, base: Session | null, now: Date): Faults {
  if (
    base &&
    base.current_bookings > 0 &&
    (values.kind === "open") !== (base.start_time === null)
  ) {
    return { kind: "People are booked, so it can't change between a set day and days by choice." };
  }
  if (values.kind !== "dated") return {};
  // Its own start may have passed: it is only a new one that nobody could come to.
  if (base?.start_time && isSame(values, valuesOf(base), "when")) return {};
  if (!values.date || !values.time) return unfinishedFaults(values, base);
  const reading = readStart(values);
  if (!reading) return { date: "Choose a day of the calendar." };
  if (!reading.instant) return { time: skippedWords(values, reading.instead) };
  if (reading.instant <= now) return { date: "Choose a start in the future." };
  if (values.date.slice(0, -6) > LAST_YEAR) return { date: `Choose a day until ${LAST_YEAR}.` };
  return {};
}

/** A draft may wait for its day. A start that was there is not lost by half of a new one. */
function unfinishedFaults({ date, time }: Values, base: Session | null): Faults {
  const isOut = base !== null && base.status !== "draft";
  if (date && !time) return base?.start_time || isOut ? { time: "Choose the hour as well." } : {};
  if (time && !date) return base?.start_time || isOut ? { date: "Choose the day as well." } : {};
  return isOut ? { date: "Choose the day and the hour." } : {};
}

function skippedWords({ date, time, time_zone }: Values, instead: string | null): string {
  const day = dayWords(date);
  const use = instead?.startsWith(date) ? ` Choose ${instead.slice(11)}, for instance.` : "";
  return `On ${day} the clocks of ${placeOf(time_zone)} go forward and never show ${time}.${use}`;
}

function durationFault(duration: string): string | null {
  const minutes = readWhole(duration);
  if (minutes === null || minutes < 1) return "Give the minutes as a whole number.";
  return minutes > MOST.duration ? "Seven days at most, that is 10080 minutes." : null;
}

function priceFault(price: string): string | null {
  if (!price.trim()) return "Give a price. 0 means free.";
  return readPrice(price) === null ? "Give the price as a number, such as 25 or 18.50." : null;
}

function capacityFault(capacity: string, base: Session | null): string | null {
  const seats = readWhole(capacity);
  if (seats === null || seats < 1) return "Give the seats as a whole number, one or more.";
  if (seats > MOST.capacity) return `At most ${MOST.capacity} seats.`;
  return base ? takenFault(seats, base.current_bookings) : null;
}

function placeFault({ format, place }: Values): string | null {
  if (format !== "in_person") return null;
  const over = Array.from(place.trim()).length - MOST.place;
  return over > 0 ? `Shorten the place by ${over}.` : null;
}

/** The server has the last word; it says it when a seat went while somebody typed. */
export function takenFault(seats: number, taken: number): string | null {
  if (seats >= taken) return null;
  const people = taken === 1 ? "1 seat is taken" : `${taken} seats are taken`;
  return `${people}, so there can't be fewer than ${taken}.`;
}
