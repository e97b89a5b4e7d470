"use client";

import dynamic from "next/dynamic";

import { useAuth } from "@/context/AuthContext";

const Sheet = dynamic(() => import("@/features/auth/SignInAgainDialog"), { ssr: false });

/** Over the page, which keeps what was typed, when the sign-in ended while it was in use. */
export function SignInAgain() {
  const { status } = useAuth();
  return status === "expired" ? <Sheet /> : null;
}
