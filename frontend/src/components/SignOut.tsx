"use client";

import { useState } from "react";

import { useAuth } from "@/context/AuthContext";
import { wordsFor } from "@/lib/problem";

/** Ends the sign-in in every tab of this browser. */
export function SignOut({ className }: { className: string }) {
  const { logout } = useAuth();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  return (
    <>
      <button
        type="button"
        className={className}
        aria-busy={isBusy || undefined}
        onClick={async () => {
          if (isBusy) return;
          setIsBusy(true);
          setProblem("");
          try {
            await logout();
          } catch (error) {
            setProblem(wordsFor(error));
            setIsBusy(false);
          }
        }}
      >
        {isBusy ? "Signing out…" : "Sign out"}
      </button>
      {problem && (
        <p role="alert" className="px-3 py-2 text-xs text-danger">
          You are still signed in. {problem}
        </p>
      )}
    </>
  );
}
