/** Which of one's sessions a table shows, and in which order. */

import type { Session } from "../queries";
import { stateOf, type State } from "../session-state";

export const VIEWS = ["current", "draft", "ended", "cancelled", "all"] as const;
export type View = (typeof VIEWS)[number];

export const VIEW_WORDS: Record<View, string> = {
  current: "Current",
  draft: "Drafts",
  ended: "Ended",
  cancelled: "Cancelled",
  all: "All",
};

export function readView(value: string | null): View {
  return VIEWS.find((view) => view === value) ?? "current";
}

const STATES_OF: Record<View, State[]> = {
  current: ["published", "draft"],
  draft: ["draft"],
  ended: ["ended"],
  cancelled: ["cancelled"],
  all: ["published", "draft", "ended", "cancelled"],
};

export type Column = "title" | "start" | "seats" | "price";
export interface Order {
  column: Column;
  isDescending: boolean;
}

/** What is over is looked at from its newest. */
export function usualOrder(view: View): Order {
  return { column: "start", isDescending: view === "ended" || view === "cancelled" };
}

/** The same column again turns the order around. */
export function nextOrder(order: Order, column: Column): Order {
  return { column, isDescending: order.column === column ? !order.isDescending : false };
}

export function inView(sessions: Session[], view: View, now: Date): Session[] {
  return sessions.filter((session) => STATES_OF[view].includes(stateOf(session, now)));
}

export function rowsOf(
  sessions: Session[],
  { view, query, order, now }: { view: View; query: string; order: Order; now: Date },
): Session[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = inView(sessions, view, now).filter((session) => {
    const title = session.title.toLowerCase();
    return words.every((word) => title.includes(word));
  });
  return found.sort((one, other) => compare(one, other, order));
}

function compare(one: Session, other: Session, { column, isDescending }: Order): number {
  const turn = isDescending ? -1 : 1;
  const byColumn = COMPARE[column](one, other, turn);
  return byColumn || one.title.localeCompare(other.title) || one.id.localeCompare(other.id);
}

const COMPARE: Record<Column, (one: Session, other: Session, turn: number) => number> = {
  title: (one, other, turn) => turn * one.title.localeCompare(other.title),
  seats: (one, other, turn) => turn * (filled(one) - filled(other)),
  price: (one, other, turn) => turn * (Number(one.price) - Number(other.price)),
  start: (one, other, turn) => {
    // Without a date they come last, either way round.
    if (!one.start_time || !other.start_time) {
      return Number(!one.start_time) - Number(!other.start_time);
    }
    return turn * one.start_time.localeCompare(other.start_time);
  },
};

function filled({ current_bookings, capacity }: Session): number {
  return current_bookings / capacity;
}
