import Link from "next/link";

import { ErrorPage } from "@/components/ErrorPage";
import { buttonClasses } from "@/components/ui/button";
import { toCard } from "@/features/catalogue/card-session";
import { SessionGrid } from "@/features/catalogue/SessionGrid";
import { viewer } from "@/lib/viewer";

import { readUpcoming } from "./read-session";

/** For an address that leads to no session, or to none for this reader. */
export async function SessionMissing() {
  const [{ zone }, upcoming] = await Promise.all([viewer(), readUpcoming()]);
  return (
    <>
      <ErrorPage
        title="This session is not here"
        acts={
          <Link href="/" className={buttonClasses({ variant: "primary" })}>
            See all sessions
          </Link>
        }
      >
        It was taken back, or the address has a slip in it. If you booked it, your bookings still
        have it.
      </ErrorPage>
      {upcoming.length > 0 && (
        <section aria-labelledby="next" className="page pb-12">
          <h2 id="next" className="mb-6 text-xl">
            Next, with seats left
          </h2>
          <SessionGrid sessions={upcoming.map(toCard)} zone={zone} now={new Date()} isDated />
        </section>
      )}
    </>
  );
}
