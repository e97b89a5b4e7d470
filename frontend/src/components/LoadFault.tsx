import type { ReactNode } from "react";

import { type ApiError, wordsFor } from "@/lib/problem";

import { SelfRetry } from "./SelfRetry";
import { ErrorState } from "./ui/state";

/** In place of what a server component could not load. It tries again by itself. */
export function LoadFault({
  title,
  as,
  error,
  at,
  className,
  children,
}: {
  title: string;
  as?: "h1" | "h2";
  error: ApiError;
  /** Of this try. */
  at: Date;
  className?: string;
  /** What did not happen, or stays. */
  children?: ReactNode;
}) {
  return (
    <>
      {/* The answer has begun when the API fails, so its status can't say so. */}
      <meta name="robots" content="noindex" />
      <ErrorState
        title={title}
        as={as}
        className={className}
        acts={
          <>
            <SelfRetry turn={at.getTime()} notBefore={error.retryAfter} />
            {error.requestId && (
              <span className="text-xs text-ink-3">Request {error.requestId.slice(0, 8)}</span>
            )}
          </>
        }
      >
        {wordsFor(error)} This page tries again by itself. {children}
      </ErrorState>
    </>
  );
}
