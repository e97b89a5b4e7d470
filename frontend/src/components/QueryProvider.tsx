"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";

import { onAuthChange } from "@/lib/auth";
import { makeQueryClient } from "@/lib/query";

/** What one person was shown is gone before the next one signs in. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  useEffect(() => onAuthChange((event) => event === "signed-out" && client.clear()), [client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
