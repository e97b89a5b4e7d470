/** What saving a published session does to people, said before it is done. */

import { exactPrice } from "@/lib/money";
import { whereWords } from "@/lib/session-words";
import { endOf, momentWords, rangeWords } from "@/lib/time";

import type { Session } from "../queries";
import { people } from "../words";
import { changedGroups, inputOf, readPrice, readStart, valuesOf, type Values } from "./values";

interface Consequence {
  /** The words in bold, then the rest of it. */
  title: string;
  words: string;
}

export interface Consequences {
  list: Consequence[];
  /** How many are told by mail. */
  told: number;
}

export function consequencesOf(base: Session, values: Values): Consequences {
  const groups = changedGroups(values, valuesOf(base));
  const taken = base.current_bookings;
  const moved = groups.includes("when") ? moveOf(base, values, taken) : null;
  const list = [
    moved,
    groups.includes("duration") && !moved ? durationOf(base, values, taken) : null,
    groups.includes("where") ? placeOf(values, taken) : null,
    groups.includes("price") ? priceOf(base, values, taken) : null,
    groups.includes("capacity") ? seatsOf(base, values, taken) : null,
  ].filter((each) => each !== null);
  return { list, told: moved ? taken : 0 };
}

function moveOf(base: Session, values: Values, taken: number): Consequence | null {
  const start = values.kind === "dated" ? readStart(values)?.instant : null;
  if (!start || !base.start_time) return null;
  if (start.getTime() === new Date(base.start_time).getTime()) return null;
  const from = momentWords(base.start_time, base.time_zone);
  const to = momentWords(start, values.time_zone);
  const words =
    taken === 0
      ? "Nobody is booked, so nobody has to be told."
      : `${people(taken)} ${taken === 1 ? "is" : "are"} booked. Moving the start tells all of them and lets each out with a full refund.`;
  return { title: `It moves from ${from} to ${to}.`, words };
}

function durationOf(base: Session, values: Values, taken: number): Consequence {
  const { start_time, time_zone } = base;
  const minutes = Number(values.duration);
  const title = start_time
    ? `It is held from ${rangeWords(start_time, minutes, time_zone)}.`
    : `It lasts ${minutes} minutes.`;
  const words = taken
    ? `Everybody who is booked sees the new end, but no mail is sent about it.${earlyWords(base, minutes)}`
    : "";
  return { title, words };
}

function earlyWords({ start_time, duration_minutes }: Session, minutes: number): string {
  if (!start_time) return "";
  const longer = endOf(start_time, minutes) > endOf(start_time, duration_minutes);
  return longer ? " Some may have to leave before it." : "";
}

function placeOf(values: Values, taken: number): Consequence {
  const { format, place } = inputOf(values, ["where"]);
  const where = whereWords({ format: format ?? null, place: place ?? null });
  return {
    title: where ? `It is held here: ${where}.` : "Its page no longer says where it is held.",
    words: taken ? "Everybody who is booked sees it, but no mail is sent about it." : "",
  };
}

function priceOf(base: Session, values: Values, taken: number): Consequence {
  const price = exactPrice(readPrice(values.price) ?? base.price, base.currency);
  const old = exactPrice(base.price, base.currency);
  const words = taken
    ? `The ${people(taken)} who took a seat keep the price they saw.`
    : `It was ${old}.`;
  return { title: `New bookings cost ${price}.`, words };
}

function seatsOf(base: Session, values: Values, taken: number): Consequence {
  const seats = Number(values.capacity);
  const free = seats - taken;
  const left = free === 1 ? "1 is free" : `${free} are free`;
  return {
    title: `Seats go from ${base.capacity} to ${seats}.`,
    words: free === 0 ? "All of them are taken, so it is full." : `Of these ${left}.`,
  };
}
