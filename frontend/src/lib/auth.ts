/**
 * The access token, in memory only, and its one refresh at a time in the whole browser.
 *
 * Light on purpose (no Axios): public pages load it for people who seem to be signed in.
 * Tabs tell each other about tokens by BroadcastChannel and take turns by Web Locks, because
 * each refresh spends the token of the cookie.
 */

import { HINT } from "./cookies";
import { API_ORIGIN } from "./env";
import { ApiError, noAnswer, problemOf } from "./problem";

interface Access {
  token: string;
  /** By `performance.now()`: a wrong clock of the device does not matter. */
  freshUntil: number;
}

type Message = { kind: "access"; token: string } | { kind: "signed-out" } | { kind: "signed-in" };

/** Part of a token's life after which it is replaced before its next use. */
const FRESH = 0.8;
const REFRESHED_AT = "auth.refreshed-at";
const HANDOVER_MS = 1000;

let access: Access | null = null;
let flight: Promise<string> | null = null;
let channel: BroadcastChannel | null = null;
const listeners = new Set<(event: Message["kind"]) => void>();
const arrivals = new Set<() => void>();

/** Called with what happened to the sign-in, in this tab or another. Returns the way to stop. */
export function onAuthChange(listener: (event: Message["kind"]) => void): () => void {
  listeners.add(listener);
  open();
  return () => listeners.delete(listener);
}

function open(): BroadcastChannel | null {
  if (!channel && typeof BroadcastChannel !== "undefined") {
    channel = new BroadcastChannel("auth");
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "signed-out") access = null;
      else if (data.kind === "access") keep(data.token);
      listeners.forEach((listener) => listener(data.kind));
    };
  }
  return channel;
}

function tell(message: Message): void {
  open()?.postMessage(message);
}

function keep(token: string): void {
  access = { token, freshUntil: performance.now() + lifetimeOf(token) * FRESH };
  arrivals.forEach((arrived) => arrived());
}

/** Milliseconds between the two stamps of a JWT; 0 when it can't be read. */
export function lifetimeOf(token: string): number {
  try {
    const payload = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const { exp, iat } = JSON.parse(atob(payload)) as { exp: number; iat: number };
    return (exp - iat) * 1000 || 0;
  } catch {
    return 0;
  }
}

/** Keep what a sign-in answered, and tell the other tabs. */
export function acceptAccess(token: string): void {
  keep(token);
  tell({ kind: "access", token });
  tell({ kind: "signed-in" });
}

/** The token to send, refreshed when it is old. Null for a stranger. */
export async function accessToken(): Promise<string | null> {
  if (access && performance.now() < access.freshUntil) return access.token;
  return seemsSignedIn() ? refreshAccess(access?.token) : null;
}

/** Whether the cookie beside the secret one is there. */
export function seemsSignedIn(): boolean {
  return document.cookie.split("; ").some((each) => each.startsWith(`${HINT}=`));
}

/**
 * A new access token in place of `spent`; one request at a time in the whole browser.
 * Throws ApiError: `token_not_valid` when the sign-in is over, else what kept us.
 */
export function refreshAccess(spent?: string): Promise<string> {
  if (access && access.token !== spent && performance.now() < access.freshUntil) {
    return Promise.resolve(access.token);
  }
  flight ??= inTurn(spent).finally(() => {
    flight = null;
  });
  return flight;
}

async function inTurn(spent: string | undefined): Promise<string> {
  const asked = Date.now();
  open();
  const turn = async () => (await handedOver(spent, asked)) ?? request();
  return "locks" in navigator ? navigator.locks.request("auth.refresh", turn) : turn();
}

/** The token that another tab fetched while we waited; its message may still be on the way. */
async function handedOver(spent: string | undefined, asked: number): Promise<string | null> {
  const fresh = () =>
    access && access.token !== spent && performance.now() < access.freshUntil ? access.token : null;
  if (fresh() || !wasRefreshedSince(asked)) return fresh();
  await new Promise<void>((resolve) => {
    const done = () => {
      arrivals.delete(done);
      resolve();
    };
    arrivals.add(done);
    setTimeout(done, HANDOVER_MS);
  });
  return fresh();
}

function wasRefreshedSince(moment: number): boolean {
  try {
    return Number(localStorage.getItem(REFRESHED_AT)) >= moment;
  } catch {
    return false; // storage can be forbidden
  }
}

function noteRefresh(): void {
  try {
    localStorage.setItem(REFRESHED_AT, String(Date.now()));
  } catch {
    // the other tabs then refresh for themselves, which the server's grace allows
  }
}

async function request(): Promise<string> {
  const answer = await post("/api/auth/token/refresh/");
  if (answer.ok) {
    const { access: token } = (await answer.json()) as { access: string };
    keep(token);
    noteRefresh();
    tell({ kind: "access", token });
    return token;
  }
  const problem = problemOf({
    status: answer.status,
    body: await answer.json().catch(() => null),
    header: (name) => answer.headers.get(name),
  });
  if (problem.status === 401) forget();
  throw problem;
}

/** End the sign-in everywhere in this browser. Throws ApiError when the server can't be told. */
export async function signOut(): Promise<void> {
  const answer = await post("/api/auth/logout/");
  if (!answer.ok) throw new ApiError(answer.status, "server_error", "You are still signed in.");
  forget();
}

function forget(): void {
  access = null;
  document.cookie = `${HINT}=; path=/; max-age=0; samesite=lax`;
  tell({ kind: "signed-out" });
  listeners.forEach((listener) => listener("signed-out"));
}

async function post(path: string): Promise<Response> {
  try {
    return await fetch(API_ORIGIN + path, {
      method: "POST",
      headers: { "X-Client": "web", "Content-Type": "application/json" },
      body: "{}",
      credentials: API_ORIGIN ? "include" : "same-origin",
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw noAnswer();
  }
}
