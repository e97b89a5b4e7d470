import type { APIRequestContext } from "@playwright/test";

import type { BookingOutput, SessionOutput, UserOutput } from "../src/api/types.gen";

export type Session = SessionOutput;
export type Booking = BookingOutput;
export const PASSWORD = "a long e2e passphrase";
/** A server may end a connection that was idle just when it is used again: then once more. */
export const RESETS = 2;

/** A registered person, with a token for raw calls of the API. */
export type Person = UserOutput & { password: string; access: string };

export interface Wishes {
  role?: "USER" | "CREATOR";
  username?: string;
  first_name?: string;
  last_name?: string;
  time_zone?: string;
}

export interface SessionWishes extends NewSession {
  /** A fresh creator if left out. */
  by?: Person;
}

export interface NewSession {
  title?: string;
  description?: string;
  price?: string;
  capacity?: number;
  duration_minutes?: number;
  /** ISO 8601; null: an open session. In three days if left out. */
  start_time?: string | null;
  time_zone?: string;
  status?: "draft" | "published";
  image?: string | null;
  topic?: Session["topic"];
  level?: Session["level"];
  language?: string | null;
  format?: Session["format"];
  place?: string | null;
}

/** Raw calls; each throws with the answer's text unless it is a success. */
export class Api {
  constructor(
    private readonly request: APIRequestContext,
    private readonly access?: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>("GET", path);
  }
  post<T>(path: string, data: object = {}): Promise<T> {
    return this.call<T>("POST", path, data);
  }
  patch<T>(path: string, data: object): Promise<T> {
    return this.call<T>("PATCH", path, data);
  }
  delete(path: string): Promise<unknown> {
    return this.call("DELETE", path);
  }

  /** A hold, or a confirmed booking when the session is free. */
  book(session: { id: string }, booking_date?: string): Promise<Booking> {
    return this.post<Booking>("/api/bookings/", { session: session.id, booking_date });
  }

  private async call<T>(method: string, path: string, data?: object): Promise<T> {
    const headers = this.access ? { Authorization: `Bearer ${this.access}` } : undefined;
    const answer = await this.request.fetch(path, { method, data, headers, maxRetries: RESETS });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}

export async function register(api: Api, wishes: Wishes = {}): Promise<Person> {
  const username = wishes.username ?? unique("ada");
  const account = {
    email: `${username}@example.com`,
    username,
    password: PASSWORD,
    role: "USER",
    first_name: "Ada",
    last_name: "Byron",
    ...wishes,
  };
  return { ...(await api.post<Person>("/api/auth/register/", account)), password: PASSWORD };
}

/** `api` is a creator's. */
export function publish(api: Api, wishes: NewSession = {}): Promise<Session> {
  return api.post<Session>("/api/sessions/", {
    title: unique("Bernoulli numbers by hand"),
    description: "Bring paper.\n\nWe begin with sums of powers.",
    price: "25.00",
    capacity: 5,
    duration_minutes: 90,
    start_time: inHours(72),
    time_zone: "Europe/London",
    status: "published",
    ...wishes,
  });
}

/** Names that no other test, worker or run has. */
export function unique(word: string): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}`;
}

/** An instant so many hours from now, at a full minute. */
export function inHours(hours: number): string {
  const minute = 60_000;
  return new Date(Math.ceil(Date.now() / minute) * minute + hours * 60 * minute).toISOString();
}
