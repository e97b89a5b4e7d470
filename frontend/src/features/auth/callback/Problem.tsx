"use client";

import Link from "next/link";

import type { ProviderOutput } from "@/api/types.gen";
import { buttonClasses } from "@/components/ui/button";
import { useAuth } from "@/context/AuthContext";

import { ProviderButtons } from "../ProviderButtons";
import { Step } from "../Step";
import { reasonOf } from "./reasons";

export function Problem({
  reason,
  providers,
}: {
  reason: string;
  providers: readonly ProviderOutput[];
}) {
  const { hint } = useAuth();
  const { title, text, canRetry } = reasonOf(reason);
  return (
    <Step title={title}>
      <p className="text-lg leading-normal">{text}</p>
      {hint ? (
        <Link
          href="/profile/security"
          className={buttonClasses({ variant: "primary", size: "lg" })}
        >
          Back to sign-in and security
        </Link>
      ) : (
        <div className="grid gap-3">
          {canRetry && <ProviderButtons providers={providers} next="/" />}
          <Link href="/login" className={buttonClasses({ variant: "primary", size: "lg" })}>
            Sign in with your password
          </Link>
        </div>
      )}
    </Step>
  );
}
