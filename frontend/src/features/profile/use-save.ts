"use client";

import { useRouter } from "next/navigation";

import type { PatchedProfileInputRequest } from "@/api/types.gen";
import { useAuth, type User } from "@/context/AuthContext";

/** Saves, and has the server draw the page anew: it may have been in another zone. */
export function useSave(): (changes: PatchedProfileInputRequest) => Promise<User> {
  const { update } = useAuth();
  const router = useRouter();
  return async (changes) => {
    const { saveProfile } = await import("@/lib/account");
    const user = await saveProfile(changes);
    update(user);
    router.refresh();
    return user;
  };
}
