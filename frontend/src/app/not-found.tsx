import type { Metadata } from "next";
import Link from "next/link";

import { ErrorPage } from "@/components/ErrorPage";
import { buttonClasses } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not here" };

export default function NotFound() {
  return (
    <ErrorPage
      title="There is nothing at this address"
      acts={
        <>
          <Link href="/" className={buttonClasses({ variant: "primary" })}>
            Browse sessions
          </Link>
          <Link href="/dashboard" className={buttonClasses()}>
            Your bookings
          </Link>
        </>
      }
    >
      The address may have been cut short, or what was here is gone. What you have booked is with
      your bookings.
    </ErrorPage>
  );
}
