import type { SecondFactorMethod, SignInRefusedOutput } from "@/api/types.gen";
import { ApiError } from "@/lib/problem";

/** The password was right, and the account wants more than that. */
export interface Demand {
  challenge: string;
  methods: readonly SecondFactorMethod[];
  /** What the browser is asked for a passkey; null without one. */
  passkey: Record<string, unknown> | null;
  /** Where one wished to go, after a sign-in with a service. */
  next?: string;
}

/** Null for any other refusal. */
export function demandOf(error: unknown): Demand | null {
  if (!(error instanceof ApiError) || error.code !== "mfa_required") return null;
  const { challenge, methods, passkey, next } = error.extra as Partial<SignInRefusedOutput>;
  if (!challenge || !methods) return null;
  return { challenge, methods, passkey: passkey ?? null, next };
}
