"use client";

import { useEffect, useState } from "react";

/** The service that the browser is on its way to. Null again for whoever turns back. */
export function useLeaving(): [string | null, (service: string | null) => void] {
  const [leavingTo, setLeavingTo] = useState<string | null>(null);
  useEffect(() => {
    // They find the page as the browser kept it.
    const back = () => setLeavingTo(null);
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, []);
  return [leavingTo, setLeavingTo];
}
