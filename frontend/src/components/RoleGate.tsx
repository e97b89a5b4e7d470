"use client";

import Link from "next/link";
import type { ReactNode } from "react";

import { useAuth } from "@/context/AuthContext";

import { ErrorPage } from "./ErrorPage";
import { buttonClasses } from "./ui/button";

/**
 * For creators. Others read what is needed and where to get it. When the sign-in ends while the
 * page is in use, what was typed stays below the dialog that asks for a new one.
 */
export function RoleGate({ children }: { children: ReactNode }) {
  const { user, hint, status } = useAuth();
  const isCreator = (user?.role ?? hint?.role) === "CREATOR";
  if (isCreator || status === "expired") return children;
  return (
    <ErrorPage
      title="This desk is for creators"
      acts={
        <>
          <Link href="/teach" className={buttonClasses({ variant: "primary" })}>
            Become a creator
          </Link>
          <Link href="/" className={buttonClasses()}>
            Browse sessions
          </Link>
        </>
      }
    >
      You are signed in as a learner. Becoming a creator takes one click and changes nothing about
      your bookings.
    </ErrorPage>
  );
}
