"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { ErrorPage } from "@/components/ErrorPage";
import { buttonClasses } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ErrorState } from "@/components/ui/state";
import { useAuth } from "@/context/AuthContext";
import { OrderTicket } from "@/features/checkout/OrderTicket";
import { Description } from "@/features/session/Description";
import { bookingNumber } from "@/lib/booking-number";
import { personName, shortName } from "@/lib/person";
import { ApiError } from "@/lib/problem";
import { useNow } from "@/lib/use-now";

import { stateOf, type BookingState } from "./booking-state";
import { BookingActs } from "./BookingActs";
import { BookingPageSkeleton } from "./BookingPageSkeleton";
import { CancelDialog } from "./CancelDialog";
import { bookingQuery } from "./queries";
import { RemoveDialog } from "./RemoveDialog";
import { Stale } from "./Stale";
import { Standing } from "./Standing";

const CHIPS: Record<BookingState, readonly ["live" | "waiting" | "over" | "cancelled", string]> = {
  held: ["waiting", "Held"],
  overdue: ["waiting", "Hold ran out"],
  booked: ["live", "Booked"],
  on: ["live", "On now"],
  past: ["over", "Ended"],
  cancelled: ["cancelled", "Cancelled"],
};

/** One booking: its ticket, how it stands, and what can be done with it. */
export function BookingPage({ id, now: initial }: { id: string; now: Date }) {
  const query = useQuery(bookingQuery(id));
  const now = useNow(initial);
  if (query.data) return <Loaded booking={query.data} query={query} now={now} />;
  if (!query.error) return <BookingPageSkeleton />;
  if (query.error instanceof ApiError && query.error.status === 404) return <Missing />;
  return (
    <div className="page py-12">
      <ErrorState
        as="h1"
        title="Your booking did not load"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    </div>
  );
}

function Loaded({
  booking,
  query,
  now,
}: {
  booking: BookingOutput;
  query: { error: unknown; isFetching: boolean; refetch: () => unknown };
  now: Date;
}) {
  const { zone, user } = useAuth();
  const router = useRouter();
  const [dialog, setDialog] = useState<"cancel" | "remove" | null>(null);
  const session = booking.session_details;
  const state = stateOf(booking, now);
  const [tone, label] = CHIPS[state];
  // The creator of the session may read it as well.
  const isMine = !user || user.id === booking.user;
  const close = () => setDialog(null);
  const heading = () => document.querySelector<HTMLElement>("#booking-title");
  return (
    <div className="page">
      <Link
        href="/dashboard"
        className="mt-4 tap gap-2 text-sm font-ui text-ink-3 hover:text-ink print:hidden"
      >
        <ArrowLeft size={18} strokeWidth={1.6} aria-hidden="true" />
        Your bookings
      </Link>
      <div className="mt-4 grid items-start gap-x-[clamp(2rem,5vw,4.5rem)] gap-y-8 lg:grid-cols-[minmax(0,1fr)_23.25rem] lg:grid-rows-[auto_1fr] print:block">
        <div>
          <div className="flex flex-wrap items-center gap-3 text-sm text-ink-3">
            <Chip tone={tone}>{label}</Chip>
            Booking {bookingNumber(booking.id)}
            {!isMine && `, ${personName(booking.user_details)}`}
          </div>
          <h1 id="booking-title" tabIndex={-1} dir="auto" className="mt-4 text-title">
            {session.title}
          </h1>
          <Stale query={query} />
          <Standing booking={booking} state={state} zone={zone} now={now} />
          {isMine && (
            <BookingActs
              booking={booking}
              state={state}
              zone={zone}
              now={now}
              onCancel={() => setDialog("cancel")}
              onRemove={() => setDialog("remove")}
            />
          )}
        </div>
        <aside
          aria-label="Ticket"
          className="mx-auto w-full max-w-93 lg:sticky lg:top-24 lg:col-start-2 lg:row-span-2 print:mx-0 print:mt-8"
        >
          <OrderTicket booking={booking} zone={zone} now={now} />
        </aside>
        {session.description && (
          <section aria-labelledby="words" className="mt-4 print:mt-8">
            <h2 id="words" className="text-xl">
              What <bdi>{shortName(session.creator_details)}</bdi> wrote
            </h2>
            <Description text={session.description} />
          </section>
        )}
      </div>
      {dialog === "cancel" && (
        <CancelDialog
          booking={booking}
          zone={zone}
          now={now}
          onClose={close}
          returnFocus={heading}
        />
      )}
      {dialog === "remove" && (
        <RemoveDialog
          booking={booking}
          onClose={close}
          onDone={() => router.push(`/dashboard?tab=${state === "past" ? "past" : "cancelled"}`)}
          returnFocus={heading}
        />
      )}
    </div>
  );
}

function Missing() {
  return (
    <ErrorPage
      title="This booking is not here"
      acts={
        <Link href="/dashboard" className={buttonClasses({ variant: "primary" })}>
          Your bookings
        </Link>
      }
    >
      It was removed, or it belongs to another account than the one you are signed in with.
    </ErrorPage>
  );
}
