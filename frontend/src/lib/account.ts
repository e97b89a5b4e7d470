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
import { inTurn, tellTabs } from "./auth-channel";

export async function fetchAccount(): Promise<UserOutput> {
  return (await authProfileRetrieve<true>()).data;
}

export async function login(name: string, password: string) {
  const body = { email: name, password };
  const { data } = await inTurn(() => authLoginCreate<true>({ body }));
  return data;
}

export async function register(values: Registration) {
  const { data } = await inTurn(() => authRegisterCreate<true>({ body: values }));
  const { access, refresh: _, ...user } = data as RegisteredOutput;
  return { access, user: user as UserOutput };
}

export async function saveProfile(changes: PatchedProfileInputRequest): Promise<UserOutput> {
  const { data } = await authProfilePartialUpdate<true>({ body: changes });
  await announce();
  return data;
}

export async function becomeCreator(): Promise<UserOutput> {
  const { data } = await authBecomeCreatorCreate<true>();
  await announce();
  return data;
}

/** Pages are drawn by a cookie that each refresh writes anew; other tabs look for themselves. */
async function announce(): Promise<void> {
  await accessToken()
    .then((token) => refreshAccess(token ?? undefined))
    .catch(() => undefined); // what was saved stays saved
  tellTabs({ kind: "changed" });
}
