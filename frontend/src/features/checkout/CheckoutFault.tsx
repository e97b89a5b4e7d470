import Link from "next/link";

import { ErrorPage } from "@/components/ErrorPage";
import { buttonClasses } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/state";
import { ApiError } from "@/lib/problem";

/** Nothing to pay for is here: not at this address, not for this reader, or not at the moment. */
export function CheckoutFault({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const isMissing = error === null || (error instanceof ApiError && error.status === 404);
  if (!isMissing) {
    return (
      <div className="page py-12">
        <ErrorState as="h1" title="Your seat did not load" error={error} onRetry={onRetry} />
      </div>
    );
  }
  return (
    <ErrorPage
      title="There is nothing to pay for here"
      acts={
        <>
          <Link href="/dashboard" className={buttonClasses({ variant: "primary" })}>
            Your bookings
          </Link>
          <Link href="/" className={buttonClasses()}>
            See all sessions
          </Link>
        </>
      }
    >
      This booking is not here, or it belongs to somebody else.
    </ErrorPage>
  );
}
