"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

import { useAuth, type User } from "@/context/AuthContext";

/** Whoever is signed in, here or meanwhile in another tab, has no business at a door. */
export function useGoOn(whereTo: (user: User) => string): void {
  const { status, user } = useAuth();
  const router = useRouter();
  const target = status === "signed-in" && user ? whereTo(user) : null;
  useEffect(() => {
    if (!target) return;
    // Pages were prepared for a stranger.
    router.refresh();
    router.replace(target);
  }, [target, router]);
}
