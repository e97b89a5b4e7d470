"use client";

import { useEffect } from "react";

import { useAuth, type User } from "@/context/AuthContext";

/** Whoever is signed in, here or meanwhile in another tab, has no business at a door. */
export function useGoOn(whereTo: (user: User) => string | null): void {
  const { status, user } = useAuth();
  const target = status === "signed-in" && user ? whereTo(user) : null;
  useEffect(() => {
    // As a document: what the router fetched ahead for a stranger, such as the way from a protected
    // page to this one, would lead back here.
    if (target) window.location.replace(target);
  }, [target]);
}
