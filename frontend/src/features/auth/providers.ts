import "server-only";

import type { ProviderOutput } from "@/api/types.gen";
import { read } from "@/lib/server-api";

/** What people can sign in with here beside a password. Without an answer the page does without. */
export function readProviders(): Promise<ProviderOutput[]> {
  return read<ProviderOutput[]>("/api/auth/providers/").catch(() => []);
}
