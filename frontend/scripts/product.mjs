/** The running product that is measured or photographed, and its pages. */

import { chromium } from "@playwright/test";

import { CHROMIUM_FLAGS, chromiumPath } from "./chromium.mjs";

/** Accounts of the demo data. */
const PEOPLE = { learner: "sam.rivera@example.com", creator: "maya.lindqvist@example.com" };
const PASSWORD = "kiln-and-compass-7";

export function address() {
  return (process.env.E2E_BASE_URL ?? "http://localhost:3000").replace(/\/$/, "");
}

export function launch(flags = []) {
  const args = [...CHROMIUM_FLAGS, ...flags];
  return chromium.launch({ executablePath: chromiumPath(), args });
}

export async function signIn(context, who) {
  if (!who) return;
  const answer = await context.request.post(`${address()}/api/auth/login/`, {
    headers: { "X-Client": "web", Origin: address() },
    data: { email: PEOPLE[who], password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`${PEOPLE[who]} can't sign in: ${await answer.text()}`);
}

/** Raw calls of the API as one of the demo's people. */
export class Caller {
  constructor(token) {
    this.token = token;
  }

  static async as(who) {
    const body = { email: PEOPLE[who], password: PASSWORD };
    return new Caller((await call("POST", "/api/auth/login/", body)).access);
  }

  get(path) {
    return call("GET", path, undefined, this.token);
  }

  post(path, body) {
    return call("POST", path, body, this.token);
  }
}

async function call(method, path, body, token) {
  const answer = await fetch(address() + path, {
    method,
    headers: {
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

/** A session of the demo that somebody may still book for money, and what they have booked. */
export async function subjects(learner) {
  const sessions = await learner.get("/api/sessions/?has_seats=true&limit=100");
  const mine = await learner.get("/api/bookings/my_bookings/?limit=200");
  const live = mine.filter((each) => each.status !== "cancelled");
  const taken = new Set(live.map((each) => each.session));
  const session = sessions.find(
    (each) => each.start_time && Number(each.price) > 0 && !taken.has(each.id),
  );
  return { session, booked: live.find((each) => each.status === "confirmed") };
}

/** A seat for the checkout to be about. */
export function hold(learner, session) {
  return learner.post("/api/bookings/", { session: session.id });
}

/** Each with the budget that it has, and who must be signed in. */
export async function places() {
  const [learner, creator] = [await Caller.as("learner"), await Caller.as("creator")];
  const { session, booked } = await subjects(learner);
  const held = await hold(learner, session);
  const [own] = await creator.get("/api/sessions/?my_sessions=true&limit=1");
  const desk = "/creator-dashboard";
  return [
    { name: "catalogue", path: "/", kind: "public" },
    { name: "session", path: `/sessions/${session.id}`, kind: "public" },
    { name: "creator", path: `/creators/${session.creator_details.username}`, kind: "public" },
    { name: "sign in", path: "/login", kind: "account" },
    { name: "register", path: "/register", kind: "account" },
    { name: "checkout", path: `/checkout/${held.id}`, kind: "account", who: "learner" },
    { name: "bookings", path: "/dashboard", kind: "account", who: "learner" },
    { name: "booking", path: `/dashboard/bookings/${booked.id}`, kind: "account", who: "learner" },
    { name: "profile", path: "/profile", kind: "account", who: "learner" },
    { name: "security", path: "/profile/security", kind: "account", who: "learner" },
    { name: "creator's desk", path: desk, kind: "creator", who: "creator" },
    { name: "own sessions", path: `${desk}/sessions`, kind: "creator", who: "creator" },
    { name: "editor", path: `${desk}/sessions/${own.id}/edit`, kind: "creator", who: "creator" },
    { name: "roster", path: `${desk}/sessions/${own.id}/roster`, kind: "creator", who: "creator" },
    { name: "insights", path: `${desk}/insights`, kind: "creator", who: "creator" },
  ];
}
