/**
 * The access token, in memory only, and its one refresh at a time in the whole browser.
 *
 * Light on purpose (no Axios): public pages load it for people who seem to be signed in.
 * Tabs hand tokens to each other, because each refresh spends the token of the cookie.
 */

import { inTurn, notify, open, setKeeper, tellTabs } from "./auth-channel";
import { HINT } from "./cookies";
import { API_ORIGIN } from "./env";
import { noAnswer, problemOf } from "./problem";

interface Access {
  token: string;
  /** By `performance.now()`: a wrong clock of the device does not matter. */
  freshUntil: number;
}

/** Part of a token's life after which it is replaced before its next use. */
const FRESH = 0.8;
/** How long a message to other tabs may take. */
const HEARD_AFTER_MS = 200;

let access: Access | null = null;
let flight: Promise<string> | null = null;

setKeeper((message) => {
  if (message.kind === "access") keep(message.token);
  else if (message.kind === "signed-out" || message.kind === "expired") access = null;
});

function keep(token: string): void {
  access = { token, freshUntil: performance.now() + lifetimeOf(token) * FRESH };
}

/** Milliseconds between the two stamps of a JWT; 0 when it can't be read. */
function lifetimeOf(token: string): number {
  const { exp, iat } = claimsOf(token);
  return typeof exp === "number" && typeof iat === "number" ? (exp - iat) * 1000 : 0;
}

/** Whose token it is; only good for comparing. */
export function holderOf(token: string): unknown {
  return claimsOf(token).user_id;
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const payload = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(atob(payload)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Keep what a sign-in answered, and tell the other tabs. */
export function acceptAccess(token: string): void {
  keep(token);
  tellTabs({ kind: "access", token });
  tellTabs({ kind: "signed-in" });
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

/** A fresh token that is not the spent one. */
function other(spent: string | undefined): string | null {
  const isFresh = access && access.token !== spent && performance.now() < access.freshUntil;
  return isFresh && access ? access.token : null;
}

/**
 * A new access token in place of `spent`; one request at a time in the whole browser.
 * Throws ApiError: `token_not_valid` when the sign-in is over, else what kept us.
 */
export async function refreshAccess(spent?: string): Promise<string> {
  const found = other(spent);
  if (found) return found;
  open(); // before we wait, so that nothing is missed
  flight ??= new Promise<string>((resolve, reject) => {
    const work = async () => {
      const meanwhile = other(spent);
      if (meanwhile) return resolve(meanwhile);
      resolve(await request());
      // The next in turn shall have heard of it.
      await new Promise((release) => setTimeout(release, HEARD_AFTER_MS));
    };
    inTurn(work).catch(reject);
  }).finally(() => {
    flight = null;
  });
  return flight;
}

async function request(): Promise<string> {
  const { access: token } = (await post("/api/auth/token/refresh/")) as { access: string };
  keep(token);
  tellTabs({ kind: "access", token });
  return token;
}

/** End the sign-in in this browser. Throws ApiError when the server can't be told. */
export async function signOut(): Promise<void> {
  await inTurn(async () => {
    await post("/api/auth/logout/");
    forget();
  });
  tellTabs({ kind: "signed-out" });
}

function forget(): void {
  access = null;
  document.cookie = `${HINT}=; path=/; max-age=0; samesite=lax`;
}

/** The body of the answer; throws ApiError. After a 401 nobody is signed in any more. */
async function post(path: string): Promise<unknown> {
  const answer = await send(path);
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok && (body || answer.status === 204)) return body;
  if (answer.ok) throw noAnswer();
  if (answer.status === 401) {
    forget();
    tellTabs({ kind: "expired" });
    notify("expired");
  }
  throw problemOf({ status: answer.status, body, header: (name) => answer.headers.get(name) });
}

async function send(path: string): Promise<Response> {
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
