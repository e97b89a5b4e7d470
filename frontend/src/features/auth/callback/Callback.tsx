"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";

import type { ProviderOutput } from "@/api/types.gen";
import { toast } from "@/components/Toaster";
import { useAuth } from "@/context/AuthContext";
import { ApiError } from "@/lib/problem";

import { DoorTitle } from "../DoorTitle";
import { useGoOn } from "../use-go-on";
import { keepForReload, LINKS_PAGE, problemStage, stageOf, takeTold, type Stage } from "./arrival";
import { NewAccount } from "./NewAccount";
import { Problem } from "./Problem";
import { ProveAccount } from "./ProveAccount";

const SecondStep = dynamic(() => import("../SecondStep"), { ssr: false });

/** Where the browser arrives from another service: signs in, or asks for what is missing first. */
export function Callback({
  providers,
  error,
}: {
  providers: readonly ProviderOutput[];
  /** What the server can say without a script. */
  error: string | null;
}) {
  const [stage, setStage] = useState<Stage>(
    error ? { kind: "problem", reason: error } : { kind: "waiting" },
  );
  const { enter } = useAuth();
  const router = useRouter();

  const go = useCallback((to: Stage) => {
    keepForReload(to);
    setStage(to);
  }, []);

  useEffect(() => {
    const arrive = async () => {
      const told = takeTold();
      if ("kind" in told) return setStage(told);
      if (!told.handoff) return go({ kind: "problem", reason: told.error ?? "nothing" });
      const { exchange } = await import("@/lib/sign-in");
      const arrival = await exchange(told.handoff);
      const { user, access } = arrival;
      go(stageOf(arrival));
      if (user && access) enter({ user, access });
    };
    // After the router has begun to follow changes of the address, else it would bring it back.
    void Promise.resolve()
      .then(arrive)
      .catch((fault: unknown) => {
        const problem = problemStage(fault);
        // When nothing is known, a reload asks once more with what it has.
        if (fault instanceof ApiError && fault.isUnclear) setStage(problem);
        else go(problem);
      });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a handoff works once
  }, []);

  useGoOn(() => wayOn(stage));
  useEffect(() => {
    if (stage.kind !== "linked") return;
    router.replace(LINKS_PAGE);
    toast("Linked. From now on you can sign in with it as well.");
  }, [stage, router]);

  switch (stage.kind) {
    case "new":
      return <NewAccount {...stage} onOver={go} />;
    case "prove":
      return <ProveAccount {...stage} onOver={go} />;
    case "factor":
      return (
        <>
          <DoorTitle>Signing you in</DoorTitle>
          <div className="mt-6">
            <SecondStep
              demand={stage.demand}
              onDone={(answer) => {
                go({ kind: "signed-in", next: stage.next });
                enter(answer);
              }}
              onBack={(isOver) => go({ kind: "problem", reason: isOver ? "expired" : "left" })}
            />
          </div>
        </>
      );
    case "problem":
      return <Problem reason={stage.reason} providers={providers} />;
    default:
      return <Waiting />;
  }
}

/** Whoever is signed in meanwhile, here or in another tab, has nothing to choose any more. */
function wayOn(stage: Stage): string | null {
  if (stage.kind === "waiting" || stage.kind === "problem" || stage.kind === "linked") return null;
  return stage.next;
}

function Waiting() {
  return (
    <div role="status">
      <DoorTitle>Signing you in</DoorTitle>
      <p className="mt-4 flex items-center gap-3 text-lg">
        <span
          aria-hidden="true"
          className="size-4 animate-busy rounded-full border-2 border-current border-r-transparent"
        />
        One moment.
      </p>
    </div>
  );
}
