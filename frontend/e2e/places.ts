import type { Page } from "@playwright/test";

import { withoutStream } from "../scripts/chromium.mjs";

import { expect } from "./fixtures";
import type { World } from "./world";

/** Every page, in every state that an address leads to. */
export interface Place {
  /** The folder of the page below src/app, without its groups. */
  route: string;
  /** What is special about it. */
  state?: string;
  who: "stranger" | "learner" | "newcomer" | "creator" | "newCreator";
  at: (world: World) => string;
}

const place = (
  who: Place["who"],
  route: string,
  at: Place["at"] | string = route,
  state?: string,
): Place => ({ who, route, at: typeof at === "string" ? () => at : at, state });

export const PLACES: Place[] = [
  place("stranger", "/"),
  place("learner", "/", "/?q=bernoulli&has_seats=true&ordering=price", "filtered"),
  place("stranger", "/", "/?q=zzzzzzzzzz", "nothing found"),
  place("stranger", "/", "/?topic=craft,music&level=beginner&format=online", "by topics"),
  place("stranger", "/sessions/[id]", (world) => `/sessions/${world.sessions.dated.id}`),
  place("learner", "/sessions/[id]", (world) => `/sessions/${world.sessions.dated.id}`, "booked"),
  place("newcomer", "/sessions/[id]", (world) => `/sessions/${world.sessions.open.id}`, "open"),
  place("stranger", "/sessions/[id]", (world) => `/sessions/${world.sessions.full.id}`, "full"),
  place("creator", "/sessions/[id]", (world) => `/sessions/${world.sessions.draft.id}`, "draft"),
  place("learner", "/sessions/[id]", (w) => `/sessions/${w.sessions.cancelled.id}`, "cancelled"),
  place("stranger", "/sessions/[id]", `/sessions/${crypto.randomUUID()}`, "not there"),
  place("stranger", "/creators/[username]", (world) => `/creators/${world.creator.username}`),
  place("stranger", "/creators/[username]", "/creators/nobody-of-this-name", "not there"),
  place("stranger", "/nowhere", "/nowhere", "not there"),
  place("stranger", "/login"),
  place("stranger", "/register"),
  place("stranger", "/callback"),
  place("stranger", "/forgot-password"),
  place("stranger", "/reset-password", "/reset-password#token=x"),
  place("stranger", "/verify-email"),
  place("stranger", "/keep-email", "/keep-email#token=x"),
  place("stranger", "/goodbye"),
  place("learner", "/dashboard"),
  place("learner", "/dashboard", "/dashboard?tab=past", "past"),
  place("learner", "/dashboard", "/dashboard?tab=cancelled", "cancelled"),
  place("newcomer", "/dashboard", "/dashboard", "empty"),
  ...(["booked", "held", "chosen", "cancelled"] as const).map((state) =>
    place("learner", "/dashboard/bookings/[id]", bookingAt(state), state),
  ),
  place("learner", "/checkout/[bookingId]", checkoutOf("held"), "held"),
  place("learner", "/checkout/[bookingId]", checkoutOf("cancelled"), "over"),
  place("learner", "/checkout/[bookingId]", `/checkout/${crypto.randomUUID()}`, "not there"),
  place("learner", "/checkout/[bookingId]/success", (w) => `${checkoutOf("booked")(w)}/success`),
  place("learner", "/profile"),
  place("creator", "/profile"),
  place("learner", "/profile/security"),
  place("stranger", "/teach"),
  place("learner", "/teach"),
  place("stranger", "/help"),
  place("stranger", "/cancellation-policy"),
  place("stranger", "/privacy"),
  place("stranger", "/terms"),
  place("creator", "/creator-dashboard"),
  place("newCreator", "/creator-dashboard", "/creator-dashboard", "empty"),
  place("newcomer", "/creator-dashboard", "/creator-dashboard", "no creator"),
  place("creator", "/creator-dashboard/sessions"),
  place("newCreator", "/creator-dashboard/sessions", "/creator-dashboard/sessions", "empty"),
  place("creator", "/creator-dashboard/bookings"),
  place("newCreator", "/creator-dashboard/bookings", "/creator-dashboard/bookings", "empty"),
  ...(["dated", "free", "cancelled"] as const).map((state) =>
    place("creator", "/creator-dashboard/sessions/[id]/roster", rosterOf(state), state),
  ),
  place("creator", "/creator-dashboard/insights"),
  place("newCreator", "/creator-dashboard/insights", "/creator-dashboard/insights", "empty"),
  place("creator", "/creator-dashboard/sessions/new"),
  ...(["dated", "open", "draft", "cancelled"] as const).map((state) =>
    place("creator", "/creator-dashboard/sessions/[id]/edit", editorOf(state), state),
  ),
];

function bookingAt(state: keyof World["bookings"]): Place["at"] {
  return (world) => `/dashboard/bookings/${world.bookings[state].id}`;
}

function checkoutOf(state: keyof World["bookings"]): Place["at"] {
  return (world) => `/checkout/${world.bookings[state].id}`;
}

function rosterOf(state: keyof World["sessions"]): Place["at"] {
  return (world) => `/creator-dashboard/sessions/${world.sessions[state].id}/roster`;
}

function editorOf(state: keyof World["sessions"]): Place["at"] {
  return (world) => `/creator-dashboard/sessions/${world.sessions[state].id}/edit`;
}

export const nameOf = ({ route, state, who }: Place) =>
  [route, state, `as ${who}`].filter(Boolean).join(", ");

/** Goes there and waits until nothing more comes. */
export async function visit(page: Page, place: Place, world: World): Promise<void> {
  await withoutStream(page);
  await page.goto(place.at(world));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // What asks again and again never rests, and needs not.
  await page.waitForLoadState("networkidle", { timeout: 10_000 }).catch(() => undefined);
}

/** Whether anything on it was written by people of the world. */
export function tellsOfPeople({ who, at }: Place): boolean {
  return who !== "stranger" || at.length > 0;
}
