"use client";

import Link from "next/link";

import { EmptyState, ErrorState } from "@/components/ui/state";
import { Skeleton } from "@/components/ui/skeleton";
import { useAuth } from "@/context/AuthContext";
import { dateWords, inPlace, zoneShort } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { ExportButton } from "../desk/ExportButton";
import { NewSessionLink, WorkHead } from "../desk/WorkHead";
import { KeyFiguresSkeleton } from "../insights/KeyFigures";
import { lastDays } from "../insights/period";
import { PlotsSkeleton } from "../insights/Plots";
import { useFigures } from "../insights/use-figures";
import { itemsOf, useMySessions } from "../queries";
import { SessionsSkeleton } from "../sessions/SessionsSkeleton";
import { SessionsTable } from "../sessions/SessionsTable";
import { rowsOf, usualOrder } from "../sessions/table";
import { nearest, todayWords, type Slot } from "./agenda";
import { LAST_DAYS, LastDays } from "./LastDays";
import { Slots, SlotsSkeleton } from "./Slots";
import { TodoList } from "./TodoList";
import { todosOf } from "./todo";
import { useAgenda } from "./use-agenda";

const MOST_ROWS = 8;

/** What a creator does today, what waits, how it goes, and what comes. */
export function Today({ now: initial }: { now: Date }) {
  const now = useNow(initial);
  const { user, zone } = useAuth();
  const { slots, error, retry } = useAgenda(user?.id, zone, now);
  const mine = useMySessions();
  const figures = useFigures(lastDays(LAST_DAYS, zone, now));
  const sessions = itemsOf(mine.data);
  const isNew = mine.isSuccess && sessions.length === 0;
  // All at once: what came later would push away what is being read.
  const isReady = Boolean(slots || error);

  return (
    <>
      <WorkHead title={dateWords(now, zone, { now })} acts={<NewSessionLink />}>
        <p className="min-h-[3.2em] md:min-h-[1.6em]">
          {slots && `${todayWords(slots.today)} `}Times{inPlace(zone)} ({zoneShort(now, zone)}).
        </p>
      </WorkHead>
      {isReady ? (
        <>
          {slots ? (
            <Day slots={slots} isNew={isNew} zone={zone} now={now} />
          ) : (
            <ErrorState
              title="Your day did not load"
              error={error}
              onRetry={retry}
              className="mt-4"
            />
          )}
          <TodoList todos={todosOf(sessions, zone, now)} />
          <LastDays figures={figures} zone={zone} />
          {!isNew && <Sessions now={now} zone={zone} />}
        </>
      ) : (
        <>
          <SlotsSkeleton />
          <Skeleton className="mt-12 h-7 w-40" />
          <KeyFiguresSkeleton />
          <PlotsSkeleton />
        </>
      )}
    </>
  );
}

function Day({
  slots,
  isNew,
  zone,
  now,
}: {
  slots: { today: Slot[]; next: Slot[] };
  isNew: boolean;
  zone: string;
  now: Date;
}) {
  if (slots.today.length > 0) {
    return (
      <Slots
        as="h2"
        slots={slots.today}
        nearestKey={nearest(slots.today, now)?.key}
        zone={zone}
        now={now}
      />
    );
  }
  if (slots.next.length > 0) {
    return (
      <section aria-labelledby="next" className="mt-6">
        <h2 id="next" className="text-xl">
          Next
        </h2>
        <Slots as="h3" slots={slots.next} zone={zone} now={now} />
      </section>
    );
  }
  if (!isNew) {
    return (
      <EmptyState title="Nothing is planned" className="mt-6">
        Sessions that you publish with a date appear here on their day, with who comes.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Your first session" className="mt-6" acts={<NewSessionLink />}>
      <ol className="grid list-decimal gap-1 pl-5">
        <li>Write what people will do and what it costs. It saves itself as a draft.</li>
        <li>Publish it: it appears among all sessions, and people take seats.</li>
        <li>On the day, this page shows the hour and who comes.</li>
      </ol>
    </EmptyState>
  );
}

function Sessions({ now, zone }: { now: Date; zone: string }) {
  const mine = useMySessions();
  const rows = rowsOf(itemsOf(mine.data), {
    view: "current",
    query: "",
    order: usualOrder("current"),
    now,
  });
  return (
    <section aria-labelledby="sessions" className="mt-12">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4">
        <h2 id="sessions" tabIndex={-1} className="text-xl outline-none">
          Sessions
        </h2>
        <ExportButton name="bookings.csv" label="Export bookings" />
      </div>
      {mine.isPending && <SessionsSkeleton />}
      {mine.isError && !mine.data && (
        <ErrorState
          as="h3"
          title="Your sessions did not load"
          error={mine.error}
          onRetry={() => void mine.refetch()}
        />
      )}
      {rows.length > 0 && (
        <SessionsTable
          label="Sessions"
          sessions={rows.slice(0, MOST_ROWS)}
          zone={zone}
          now={now}
          onGone={() => document.getElementById("sessions")?.focus()}
        />
      )}
      {mine.data && (
        <Link href="/creator-dashboard/sessions" className="mt-2 tap text-sm link">
          {rows.length > MOST_ROWS ? `All ${rows.length} current sessions` : "All sessions"}
        </Link>
      )}
    </section>
  );
}
