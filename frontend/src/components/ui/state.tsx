import type { ReactNode } from "react";

import { cn } from "@/lib/cn";
import { ApiError, wordsFor } from "@/lib/problem";

import { Button } from "./button";

type Level = "h1" | "h2" | "h3";

interface Props {
  title: string;
  as?: Level;
  className?: string;
  children?: ReactNode;
  /** One button or link, two at most. */
  acts?: ReactNode;
}

/** A place that waits for something: what would be here, why, and one thing to do. */
export function EmptyState({ className, ...rest }: Props) {
  return <Frame className={cn("border-dashed border-line-2", className)} {...rest} />;
}

/**
 * What failed, what did not happen, and the way on. `error` gives the words and the number of
 * the request, for those who ask us about it.
 */
export function ErrorState({
  error,
  onRetry,
  acts,
  children,
  className,
  ...rest
}: Props & { error?: unknown; onRetry?: () => void }) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Frame
      className={cn("border-line-2", className)}
      acts={
        <>
          {onRetry && <Button onClick={onRetry}>Try again</Button>}
          {acts}
          {requestId && <span className="text-xs text-ink-3">Request {requestId.slice(0, 8)}</span>}
        </>
      }
      {...rest}
    >
      {children ?? (error === undefined ? null : wordsFor(error))}
    </Frame>
  );
}

function Frame({ title, as: Heading = "h2", className, children, acts }: Props) {
  return (
    <section
      className={cn(
        "grid justify-items-start gap-3 rounded-lg border px-6 py-8 md:px-8 md:py-12",
        className,
      )}
    >
      <Heading className="text-xl">{title}</Heading>
      {children && <div className="max-w-136">{children}</div>}
      {acts && <div className="mt-2 flex flex-wrap items-center gap-3">{acts}</div>}
    </section>
  );
}
