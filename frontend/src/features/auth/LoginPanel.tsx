"use client";

import type { ProviderOutput } from "@/api/types.gen";

import { LoginForm } from "./LoginForm";
import { Or } from "./Or";
import { ProviderButtons } from "./ProviderButtons";
import { useGoOn } from "./use-go-on";

export function LoginPanel({
  next,
  providers,
}: {
  next: string;
  providers: readonly ProviderOutput[];
}) {
  useGoOn(() => next);
  return (
    <div className="grid gap-6">
      <LoginForm />
      {providers.length > 0 && (
        <>
          <Or />
          <ProviderButtons providers={providers} next={next} />
        </>
      )}
    </div>
  );
}
