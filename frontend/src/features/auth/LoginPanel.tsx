"use client";

import type { ProviderOutput } from "@/api/types.gen";

import { LoginForm } from "./LoginForm";
import { Or } from "./Or";
import { PasskeyButton } from "./PasskeyButton";
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
      <div className="grid gap-6 group-has-[[data-second-step]]:hidden">
        <Or />
        <div className="grid gap-3">
          <PasskeyButton />
          <ProviderButtons providers={providers} next={next} />
        </div>
      </div>
    </div>
  );
}
