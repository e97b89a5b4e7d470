"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useState } from "react";

import type { BookingOutput } from "@/api/types.gen";
import { useAuth } from "@/context/AuthContext";
import { useNow } from "@/lib/use-now";

import { BookingTabs, tabOf } from "./BookingTabs";
import { CancelDialog } from "./CancelDialog";
import { OverList } from "./OverList";
import { cancelledQuery, pastQuery, upcomingQuery } from "./queries";
import { RemoveDialog } from "./RemoveDialog";
import { Upcoming } from "./Upcoming";

/** All three lists at once: the tabs say how much is in each, and change without waiting. */
export function Bookings({ now: initial }: { now: Date }) {
  const { zone } = useAuth();
  const now = useNow(initial);
  const tab = tabOf(useSearchParams().get("tab"));
  const upcoming = useQuery(upcomingQuery);
  const past = useInfiniteQuery(pastQuery);
  const cancelled = useInfiniteQuery(cancelledQuery);
  const [leaving, setLeaving] = useState<BookingOutput | null>(null);
  const [removing, setRemoving] = useState<BookingOutput | null>(null);
  // Their row is gone, or stands elsewhere.
  const heading = () => {
    const found = document.querySelector<HTMLElement>("main h1");
    if (found) found.tabIndex = -1;
    return found;
  };
  const counts = {
    upcoming: upcoming.data ? String(upcoming.data.length) : "",
    past: countWords(past),
    cancelled: countWords(cancelled),
  };
  return (
    <>
      <BookingTabs current={tab} counts={counts} />
      {tab === "upcoming" && (
        <Upcoming
          query={upcoming}
          refunds={cancelled.data?.pages.flatMap(({ items }) => items).filter(isOnItsWay) ?? []}
          hasPast={Boolean(past.data?.pages[0]?.items.length)}
          zone={zone}
          now={now}
          onCancel={setLeaving}
        />
      )}
      {tab === "past" && (
        <OverList
          key="past"
          kind="past"
          query={past}
          zone={zone}
          now={now}
          onRemove={setRemoving}
        />
      )}
      {tab === "cancelled" && (
        <OverList
          key="cancelled"
          kind="cancelled"
          query={cancelled}
          zone={zone}
          now={now}
          onRemove={setRemoving}
        />
      )}
      {leaving && (
        <CancelDialog
          booking={leaving}
          zone={zone}
          now={now}
          onClose={() => setLeaving(null)}
          returnFocus={heading}
        />
      )}
      {removing && (
        <RemoveDialog booking={removing} onClose={() => setRemoving(null)} returnFocus={heading} />
      )}
    </>
  );
}

function isOnItsWay(booking: BookingOutput): boolean {
  return booking.refund_status === "pending";
}

/** The API counts nothing: what has come is a number, and more than that is "50+". */
function countWords({
  data,
  hasNextPage,
}: {
  data: { pages: { items: unknown[] }[] } | undefined;
  hasNextPage: boolean;
}): string {
  if (!data) return "";
  const count = data.pages.reduce((sum, { items }) => sum + items.length, 0);
  return hasNextPage ? `${count}+` : String(count);
}
