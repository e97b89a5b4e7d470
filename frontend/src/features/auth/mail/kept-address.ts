import { recall, remember } from "@/lib/session-store";

const ADDRESS = "address";

/** For the next page that asks for it, so that nobody types it twice. */
export function keepAddress(typed: string): void {
  if (typed.includes("@")) remember(ADDRESS, typed.trim());
}

export function keptAddress(): string {
  return recall<string>(ADDRESS) ?? "";
}
