import type { Metadata } from "next";
import type { ReactNode } from "react";

import { AuthGuard } from "@/components/AuthGuard";
import { QueryProvider } from "@/components/QueryProvider";

export const metadata: Metadata = { robots: { index: false } };

export default function ProtectedLayout({ children }: { children: ReactNode }) {
  return (
    <AuthGuard>
      <QueryProvider>{children}</QueryProvider>
    </AuthGuard>
  );
}
