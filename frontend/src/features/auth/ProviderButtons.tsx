"use client";

import { useState } from "react";

import type { ProviderOutput } from "@/api/types.gen";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { wordsFor } from "@/lib/problem";

import { ServiceMark } from "./ServiceMark";
import { useLeaving } from "./use-leaving";

/** A button for each service that is set up; nothing at all without one. */
export function ProviderButtons({
  providers,
  next,
}: {
  providers: readonly ProviderOutput[];
  next: string;
}) {
  const [leavingTo, setLeavingTo] = useLeaving();
  const [problem, setProblem] = useState("");

  const leave = async (service: string) => {
    if (leavingTo) return;
    setLeavingTo(service);
    setProblem("");
    try {
      const { startAt } = await import("@/lib/sign-in");
      window.location.assign(await startAt(service, next));
    } catch (error) {
      setProblem(wordsFor(error));
      setLeavingTo(null);
    }
  };

  if (providers.length === 0) return null;
  return (
    <div className="grid gap-3 noscript:hidden">
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          size="lg"
          isBusy={leavingTo === id}
          onClick={() => void leave(id)}
          className="text-base"
        >
          {leavingTo !== id && <ServiceMark service={id} />}
          <span className="min-w-0 truncate">Continue with {name}</span>
        </Button>
      ))}
      {problem && <Notice tone="danger" role="alert" title={problem} />}
    </div>
  );
}
