import "server-only";

import type { ProviderOutput } from "@/api/types.gen";
import { read } from "@/lib/server-api";

/** Whoever has a password shall not be kept waiting for buttons that they do not press. */
const PATIENCE_MS = 1000;

/**
 * What people can sign in with here beside a password. Without an answer in time the page does
 * without.
 */
export function readProviders(): Promise<ProviderOutput[]> {
  const late = new Promise<ProviderOutput[]>((resolve) =>
    setTimeout(() => resolve([]), PATIENCE_MS).unref(),
  );
  const found = read<ProviderOutput[]>("/api/auth/providers/").catch(() => []);
  return Promise.race([found, late]);
}
