"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button, type ButtonProps } from "@/components/ui/button";
import { useAuth } from "@/context/AuthContext";
import { wordsFor } from "@/lib/problem";

/** The act itself; what it changes stands beside it. */
export function BecomeCreator({
  variant,
  onDone,
}: Pick<ButtonProps, "variant"> & { onDone: () => void }) {
  const { update } = useAuth();
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const become = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      const { becomeCreator } = await import("@/lib/account");
      update(await becomeCreator());
      router.refresh();
      onDone();
    } catch (error) {
      setProblem(wordsFor(error));
      setIsBusy(false);
    }
  };
  return (
    <div className="grid justify-items-start gap-3">
      <Button variant={variant} isBusy={isBusy} onClick={() => void become()}>
        Become a creator
      </Button>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          Nothing has changed. {problem}
        </p>
      )}
    </div>
  );
}
