"use client";

import { LoginForm } from "./LoginForm";
import { useGoOn } from "./use-go-on";

export function LoginPanel({ next }: { next: string }) {
  useGoOn(() => next);
  return <LoginForm />;
}
