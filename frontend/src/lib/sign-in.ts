/** The other ways to sign in. Brings Axios along, so it is imported when needed. */

import {
  authSocialCompleteCreate,
  authSocialExchangeCreate,
  authSocialProveCreate,
  authSocialStartCreate,
} from "@/api/sdk.gen";
import type { ArrivalOutput, CompleteInputRequest, UserOutput } from "@/api/types.gen";
import type { SignedIn } from "@/context/AuthContext";

import "./api";
import { inTurn } from "./auth-channel";

/** Where to send the browser, so that the service tells us who its person is. */
export async function startAt(service: string, next: string): Promise<string> {
  const { data } = await authSocialStartCreate<true>({ path: { service }, body: { next } });
  return data.url;
}

export async function exchange(handoff: string): Promise<ArrivalOutput> {
  const { data } = await inTurn(() => authSocialExchangeCreate<true>({ body: { handoff } }));
  return data;
}

/** Somebody new, with the name and role they chose. */
export async function complete(body: CompleteInputRequest): Promise<SignedIn> {
  const { data } = await inTurn(() => authSocialCompleteCreate<true>({ body }));
  const { access, refresh: _, ...user } = data;
  return { access, user: user as UserOutput };
}

/** Whoever has the account with the address of the service's person. */
export async function proveAccount(ticket: string, password: string): Promise<SignedIn> {
  const body = { ticket, password };
  const { data } = await inTurn(() => authSocialProveCreate<true>({ body }));
  return data;
}
