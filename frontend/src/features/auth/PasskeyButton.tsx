"use client";

import { FingerprintPattern } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAuth } from "@/context/AuthContext";
import { wordsFor } from "@/lib/problem";

/** Signs in whoever has a passkey of this site, without a name and a password. */
export function PasskeyButton() {
  const { enter } = useAuth();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const signIn = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      const { signInByPasskey } = await import("@/lib/sign-in");
      enter(await signInByPasskey());
    } catch (error) {
      setProblem(wordsFor(error));
      setIsBusy(false);
    }
  };
  return (
    <>
      <Button
        size="lg"
        isBusy={isBusy}
        className="text-base noscript:hidden"
        onClick={() => void signIn()}
      >
        {!isBusy && (
          <FingerprintPattern
            size={20}
            strokeWidth={1.6}
            aria-hidden="true"
            className="text-ink-3"
          />
        )}
        Sign in with a passkey
      </Button>
      {problem && <Notice tone="danger" role="alert" title={problem} />}
    </>
  );
}
