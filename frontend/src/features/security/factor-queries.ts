"use client";

import { useQuery } from "@tanstack/react-query";

import {
  authPasskeysBeginCreate,
  authPasskeysCreate,
  authPasskeysDestroy,
  authPasskeysPartialUpdate,
  authProvidersList,
  authReauthenticateBeginCreate,
  authReauthenticateCreate,
  authReauthenticateRetrieve,
  authRecoveryCodesCreate,
  authSecondFactorRetrieve,
  authTotpConfirmCreate,
  authTotpCreate,
  authTotpDestroy,
} from "@/api/sdk.gen";
import type {
  EnrollmentOutput,
  NewPasskeyOutput,
  PasskeyOutput,
  ReauthenticateInputRequest,
  SecondFactorOutput,
} from "@/api/types.gen";
import "@/lib/api";
import type { FactorAnswer } from "@/lib/sign-in";
import { askForPasskey, makePasskey } from "@/lib/webauthn";

export type Passkey = PasskeyOutput;
export type SecondFactor = SecondFactorOutput;
export type Enrollment = EnrollmentOutput;

export function useSecondFactor() {
  return useQuery({
    queryKey: ["security", "second-factor"],
    queryFn: async ({ signal }) => (await authSecondFactorRetrieve<true>({ signal })).data,
  });
}

export async function beginTotp(): Promise<Enrollment> {
  return (await authTotpCreate<true>()).data;
}

/** Recovery codes, for who had none. */
export async function confirmTotp(digits: string): Promise<string[]> {
  return (await authTotpConfirmCreate<true>({ body: { digits } })).data.recovery_codes;
}

export async function removeTotp(): Promise<void> {
  await authTotpDestroy<true>();
}

export async function makeRecoveryCodes(): Promise<string[]> {
  return (await authRecoveryCodesCreate<true>()).data.recovery_codes;
}

export async function addPasskey(name: string): Promise<NewPasskeyOutput> {
  const { challenge, options } = (await authPasskeysBeginCreate<true>()).data;
  const credential = await makePasskey(options);
  return (await authPasskeysCreate<true>({ body: { challenge, name, credential } })).data;
}

export async function renamePasskey(id: string, name: string): Promise<void> {
  await authPasskeysPartialUpdate<true>({ path: { passkey_id: id }, body: { name } });
}

export async function removePasskey(id: string): Promise<void> {
  await authPasskeysDestroy<true>({ path: { passkey_id: id } });
}

/** With what somebody can prove themselves once more. */
export function useWaysToProve() {
  return useQuery({
    queryKey: ["security", "prove"],
    queryFn: async ({ signal }) => (await authReauthenticateRetrieve<true>({ signal })).data,
    gcTime: 0,
  });
}

/** Services to sign in with, for who proves themselves by one. */
export function useProviders() {
  return useQuery({
    queryKey: ["providers"],
    queryFn: async ({ signal }) => (await authProvidersList<true>({ signal })).data,
  });
}

export async function prove(answer: ReauthenticateInputRequest): Promise<void> {
  await authReauthenticateCreate<true>({ body: answer });
}

export async function askOwnPasskey(): Promise<FactorAnswer & { challenge: string }> {
  const { challenge, options } = (await authReauthenticateBeginCreate<true>()).data;
  return { challenge, credential: await askForPasskey(options) };
}
