"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";

import { setAsker } from "@/lib/proof";

const ProofDialog = dynamic(() => import("./ProofDialog"), { ssr: false });

/** On pages with sensitive deeds: asks once more who it is, and the deed is repeated. */
export function Prover() {
  const [isOpen, setIsOpen] = useState(false);
  const answer = useRef<(isProved: boolean) => void>(null);
  const asking = useRef<HTMLElement>(null);

  useEffect(() => {
    const stop = setAsker(() => {
      asking.current = document.activeElement as HTMLElement | null;
      setIsOpen(true);
      return new Promise((resolve) => {
        answer.current = resolve;
      });
    });
    return () => {
      stop();
      // Whoever leaves the page proves nothing, and the next page asks anew.
      answer.current?.(false);
    };
  }, []);

  if (!isOpen) return null;
  return (
    <ProofDialog
      returnFocus={() => (asking.current?.isConnected ? asking.current : null)}
      onEnd={(isProved) => {
        setIsOpen(false);
        answer.current?.(isProved);
      }}
    />
  );
}
