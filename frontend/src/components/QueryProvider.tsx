"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";

import { useAuth } from "@/context/AuthContext";
import { onAuthChange } from "@/lib/auth-channel";
import { makeQueryClient } from "@/lib/query";

/** What one person was shown is gone before the next one signs in. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const { status } = useAuth();
  const [client] = useState(makeQueryClient);
  useEffect(() => onAuthChange((event) => event === "signed-out" && client.clear()), [client]);
  useEffect(() => {
    // What failed for want of a sign-in is asked for once more.
    if (status === "signed-in") {
      void client.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
    }
  }, [status, client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
