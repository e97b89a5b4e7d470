"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";

import { useAuth } from "@/context/AuthContext";

import { ErrorState } from "./ui/state";

/**
 * Comfort only: the API decides. Pages draw their own skeletons while the account loads; what
 * they show of it waits for `useAuth().user`.
 */
export function AuthGuard({ children }: { children: ReactNode }) {
  const { status, error, reload } = useAuth();
  const router = useRouter();
  const pathname = usePathname();
  const isStranger = status === "stranger";
  useEffect(() => {
    if (!isStranger) return;
    const next = encodeURIComponent(pathname + window.location.search);
    router.replace(`/login?next=${next}`);
  }, [isStranger, pathname, router]);

  if (status === "unknown" && error) {
    return (
      <div className="page py-12">
        <ErrorState
          as="h1"
          title="Your account did not load"
          error={error}
          onRetry={() => void reload()}
        />
      </div>
    );
  }
  return isStranger ? null : children;
}
