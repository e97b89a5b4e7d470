/** The deeds around one's own account. Brings Axios along, so it is imported when needed. */

import {
  authBecomeCreatorCreate,
  authLoginCreate,
  authProfilePartialUpdate,
  authProfileRetrieve,
  authRegisterCreate,
} from "@/api/sdk.gen";
import type { PatchedProfileInputRequest, RegisteredOutput, UserOutput } from "@/api/types.gen";
import type { Registration } from "@/context/AuthContext";

import "./api";
import { accessToken, refreshAccess } from "./auth";

export async function fetchAccount(): Promise<UserOutput> {
  return (await authProfileRetrieve<true>()).data;
}

export async function login(name: string, password: string) {
  const { data } = await authLoginCreate<true>({ body: { email: name, password } });
  return data;
}

export async function register(values: Registration) {
  const { data } = await authRegisterCreate<true>({ body: values });
  const { access, refresh: _, ...user } = data as RegisteredOutput;
  return { access, user: user as UserOutput };
}

export async function saveProfile(changes: PatchedProfileInputRequest): Promise<UserOutput> {
  const { data } = await authProfilePartialUpdate<true>({ body: changes });
  await refreshHint();
  return data;
}

export async function becomeCreator(): Promise<UserOutput> {
  const { data } = await authBecomeCreatorCreate<true>();
  await refreshHint();
  return data;
}

/** The cookie that pages are drawn by is written anew with each refresh. */
async function refreshHint(): Promise<void> {
  const token = await accessToken();
  await refreshAccess(token ?? undefined).catch(() => undefined);
}
