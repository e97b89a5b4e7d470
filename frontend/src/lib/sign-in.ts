/** The other ways to sign in. Brings Axios along, so it is imported when needed. */

import {
  authMfaVerifyCreate,
  authPasskeysSignInBeginCreate,
  authPasskeysSignInCreate,
  authSocialCompleteCreate,
  authSocialExchangeCreate,
  authSocialProveCreate,
  authSocialStartCreate,
} from "@/api/sdk.gen";
import type { ArrivalOutput, CompleteInputRequest, UserOutput } from "@/api/types.gen";
import type { SignedIn } from "@/context/AuthContext";

import "./api";
import { inTurn } from "./auth-channel";
import { askForPasskey, canOfferPasskeys, offerPasskeys } from "./webauthn";

/**
 * Where to send the browser, so that the service tells us who its person is. The first answer
 * brings the cookie that the browser is known by, which a second one at once would replace.
 */
export async function startAt(service: string, next: string): Promise<string> {
  const asked = { path: { service }, body: { next } };
  const { data } = await inTurn(() => authSocialStartCreate<true>(asked));
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

/** What somebody proves themselves with: one of the three. */
export interface FactorAnswer {
  digits?: string;
  recovery?: string;
  credential?: Record<string, unknown>;
}

/** The second step of a sign-in. */
export async function verifyFactor(challenge: string, answer: FactorAnswer): Promise<SignedIn> {
  const body = { challenge, ...answer };
  const { data } = await inTurn(() => authMfaVerifyCreate<true>({ body }));
  return data;
}

/** Whoever has a passkey of this site. */
export async function signInByPasskey(): Promise<SignedIn> {
  const { challenge, options } = (await authPasskeysSignInBeginCreate<true>()).data;
  return signedInBy(challenge, await askForPasskey(options));
}

/** The same by one picked among what the browser fills in. Null when nobody picks one. */
export async function signInByOffer(): Promise<SignedIn | null> {
  if (!(await canOfferPasskeys())) return null;
  const asked = await authPasskeysSignInBeginCreate<true>().catch(() => null);
  if (!asked) return null;
  const credential = await offerPasskeys(asked.data.options).catch(() => null);
  return credential && signedInBy(asked.data.challenge, credential);
}

async function signedInBy(
  challenge: string,
  credential: Record<string, unknown>,
): Promise<SignedIn> {
  const body = { challenge, credential };
  const { data } = await inTurn(() => authPasskeysSignInCreate<true>({ body }));
  return data;
}
