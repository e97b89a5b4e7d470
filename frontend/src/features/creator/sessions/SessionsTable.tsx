"use client";

import { ChevronDown } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { Cover } from "@/components/Cover";
import { SeatsBar } from "@/components/Seats";
import { Zone } from "@/components/Time";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/lib/cn";
import { shortPrice } from "@/lib/money";
import { clock, dateWords } from "@/lib/time";

import type { Session } from "../queries";
import { stateOf, STATES } from "../session-state";
import { RowMenu } from "./RowMenu";
import type { Column, Order } from "./table";

export const CELL =
  "@min-[44rem]:h-17 @min-[44rem]:border-b @min-[44rem]:border-line @min-[44rem]:px-3 @min-[44rem]:py-2 @min-[44rem]:first:pl-0 @min-[44rem]:last:pr-0";
export const HEAD =
  "h-10 border-b border-line-2 px-3 text-left text-xs font-ui whitespace-nowrap text-ink-3 first:pl-0 last:pr-0";

/** One row a session; on a phone the same cells as a card. */
export function SessionsTable({
  sessions,
  label,
  order,
  onOrder,
  zone,
  now,
  onGone,
}: {
  sessions: Session[];
  label: string;
  /** Left out where the order can't be changed. */
  order?: Order;
  onOrder?: (column: Column) => void;
  zone: string;
  now: Date;
  onGone: () => void;
}) {
  const heads: [Column, string, string?][] = [
    ["title", "Session"],
    ["start", "Starts"],
    ["seats", "Seats"],
    ["price", "Price", "text-right!"],
  ];
  const head = (column: Column) => {
    const [, words, className] = heads.find(([each]) => each === column) ?? [column, ""];
    return <Head {...{ column, order, onOrder, className }}>{words}</Head>;
  };
  return (
    <div className="@container">
      <table aria-label={label} className="block w-full text-sm @min-[44rem]:table">
        <thead className="@max-[44rem]:sr-only">
          <tr>
            {head("title")}
            <th scope="col" className={HEAD}>
              Status
            </th>
            {head("start")}
            {head("seats")}
            {head("price")}
            <th scope="col" className={HEAD}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="block @min-[44rem]:table-row-group">
          {sessions.map((session) => (
            <Row key={session.id} {...{ session, zone, now, onGone }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({
  column,
  order,
  onOrder,
  className,
  children,
}: {
  column: Column;
  order?: Order;
  onOrder?: (column: Column) => void;
  className?: string;
  children: ReactNode;
}) {
  const isSorted = order?.column === column;
  const direction = order?.isDescending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      aria-sort={isSorted && onOrder ? direction : undefined}
      className={cn(HEAD, isSorted && onOrder && "text-ink!", className)}
    >
      {onOrder ? (
        <button
          type="button"
          className={cn("tap gap-1 hover:text-ink", column === "price" && "flex-row-reverse")}
          onClick={() => onOrder(column)}
        >
          {children}
          <ChevronDown
            size={16}
            strokeWidth={1.6}
            aria-hidden="true"
            className={cn(!isSorted && "invisible", direction === "ascending" && "rotate-180")}
          />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

function Row({
  session,
  zone,
  now,
  onGone,
}: {
  session: Session;
  zone: string;
  now: Date;
  onGone: () => void;
}) {
  const { tone, word } = STATES[stateOf(session, now)];
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-2 border-b border-line py-4 @min-[44rem]:table-row @min-[44rem]:border-0 @min-[44rem]:hover:bg-sunken/60">
      <th scope="row" className={cn(CELL, "min-w-0 text-left @max-[44rem]:col-span-2")}>
        <span className="flex items-center gap-3">
          <Cover
            id={session.id}
            title={session.title}
            topic={session.topic}
            image={session.image}
            isDimmed={tone === "over" || tone === "cancelled"}
            className="w-14 shrink-0 rounded-sm"
          />
          <Link
            dir="auto"
            href={`/creator-dashboard/sessions/${session.id}/${tone === "cancelled" ? "roster" : "edit"}`}
            className="line-clamp-3 leading-snug font-ui text-ink underline-offset-4 hover:underline"
          >
            {session.title}
          </Link>
        </span>
      </th>
      <td className={cn(CELL, "@max-[44rem]:row-start-2")}>
        <Chip tone={tone}>{word}</Chip>
      </td>
      <td
        className={cn(
          CELL,
          "whitespace-nowrap @max-[44rem]:col-span-2 @max-[44rem]:row-start-2 @max-[44rem]:text-right",
        )}
      >
        <Starts {...{ session, zone, now }} />
      </td>
      <td className={cn(CELL, "max-w-40 @max-[44rem]:row-start-3")}>
        <SeatsBar capacity={session.capacity} taken={session.current_bookings} />
      </td>
      <td
        className={cn(
          CELL,
          "text-right whitespace-nowrap text-ink @max-[44rem]:col-span-2 @max-[44rem]:row-start-3",
        )}
      >
        {shortPrice(session.price, session.currency)}
      </td>
      <td
        className={cn(
          CELL,
          "@max-[44rem]:col-start-3 @max-[44rem]:row-start-1 @max-[44rem]:-mr-2.5 @min-[44rem]:w-11",
        )}
      >
        <RowMenu {...{ session, now, onGone }} />
      </td>
    </tr>
  );
}

function Starts({ session, zone, now }: { session: Session; zone: string; now: Date }) {
  const { start_time: start, status } = session;
  if (!start) {
    return (
      <span className="text-ink-3">{status === "draft" ? "No day yet" : "Day by choice"}</span>
    );
  }
  return (
    <time dateTime={start}>
      {dateWords(start, zone, { weekday: "none", month: "short", now })}, {clock(start, zone)}
      <Zone at={start} zone={zone} />
    </time>
  );
}
