"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";

import { Announcer } from "@/components/Announcer";
import { OfflineNotice } from "@/components/OfflineNotice";
import { SignInAgain } from "@/components/SignInAgain";
import { Toaster } from "@/components/Toaster";
import { AuthProvider } from "@/context/AuthContext";
import type { Hint } from "@/lib/cookies";

export function Providers({
  hint,
  zone,
  nonce,
  children,
}: {
  hint: Hint | null;
  zone: string;
  nonce: string | undefined;
  children: ReactNode;
}) {
  return (
    <ThemeProvider attribute="data-theme" nonce={nonce} disableTransitionOnChange>
      <AuthProvider hint={hint} zone={zone}>
        <Announcer>{children}</Announcer>
        <SignInAgain />
        <Toaster />
        <OfflineNotice />
      </AuthProvider>
    </ThemeProvider>
  );
}
