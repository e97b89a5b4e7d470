"use client";

import Link from "next/link";
import type { ReactNode } from "react";

import { useAuth } from "@/context/AuthContext";

import { ErrorPage } from "./ErrorPage";
import { buttonClasses } from "./ui/button";

/** For creators. Others read what is needed and where to get it. */
export function RoleGate({ children }: { children: ReactNode }) {
  const { user, hint } = useAuth();
  if ((user?.role ?? hint?.role) === "CREATOR") return children;
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
