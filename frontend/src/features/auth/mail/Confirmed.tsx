"use client";

import Link from "next/link";

import type { VerifiedOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { useAuth } from "@/context/AuthContext";
import { doorTo } from "@/lib/doors";

import { Step } from "../Step";

/** Said by the server: of a change of address, one half may still be missing. */
export function Confirmed({ found, next }: { found: VerifiedOutput; next: string }) {
  const { status } = useAuth();
  const isIn = status === "signed-in";
  const goesOn = next === "/" ? "/profile" : next;
  const waits = found.pending_email;
  return (
    <Step title={waits ? "One half is done" : "Your e-mail is confirmed"}>
      <p className="text-lg leading-normal">
        {waits ? (
          <>
            <bdi className="font-ui text-ink">{found.email}</bdi> becomes{" "}
            <bdi className="font-ui text-ink">{waits}</bdi> as soon as the other address has
            confirmed as well. Each of them got a mail.
          </>
        ) : (
          <>
            <bdi className="font-ui text-ink">{found.email}</bdi> is the address of your account.
          </>
        )}
      </p>
      <Link
        href={isIn ? goesOn : doorTo("/login", next)}
        className={buttonClasses({ variant: "primary", size: "lg" })}
      >
        {!isIn ? "Sign in" : next === "/" ? "To your profile" : "Go on"}
      </Link>
    </Step>
  );
}
