/** Forgotten passwords and addresses to confirm. Brings Axios along: import it when needed. */

import {
  authEmailKeepCreate,
  authEmailPendingDestroy,
  authEmailResendCreate,
  authEmailVerifyCreate,
  authPasswordForgotCreate,
  authPasswordResetCreate,
} from "@/api/sdk.gen";
import type { VerifiedOutput, VerifyInputRequest } from "@/api/types.gen";

import "./api";
import { seemsSignedIn, signOut } from "./auth";
import { tellTabs } from "./auth-channel";

/** The same whether anybody has the address. */
export async function forgotPassword(email: string): Promise<void> {
  await authPasswordForgotCreate<true>({ body: { email } });
}

/** Ends every device of the account, so this browser forgets its sign-in too. */
export async function resetPassword(token: string, password: string): Promise<void> {
  await authPasswordResetCreate<true>({ body: { token, new_password: password } });
  if (seemsSignedIn()) await signOut().catch(() => undefined);
}

/** Pages of other tabs look for themselves how the account is now. */
export async function confirmEmail(proof: VerifyInputRequest): Promise<VerifiedOutput> {
  const { data } = await authEmailVerifyCreate<true>({ body: proof });
  tellTabs({ kind: "changed" });
  return data;
}

export async function resendMail(email: string): Promise<void> {
  await authEmailResendCreate<true>({ body: { email } });
}

/** By the link that the present address got. */
export async function keepEmail(token: string): Promise<void> {
  await authEmailKeepCreate<true>({ body: { token } });
  tellTabs({ kind: "changed" });
}

/** By whoever is signed in. */
export async function takeChangeBack(): Promise<void> {
  await authEmailPendingDestroy<true>();
  tellTabs({ kind: "changed" });
}
