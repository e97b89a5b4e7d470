"use client";

import { TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/state";
import { Section } from "@/features/profile/Section";
import { wordsFor } from "@/lib/problem";
import { momentWords } from "@/lib/time";

import { placeWords, programWords } from "./device-words";
import { logWords } from "./log-words";
import { useLog, type LogEntry } from "./queries";
import { RowsSkeleton } from "./RowsSkeleton";

export function Log({ zone, now }: { zone: string; now: Date }) {
  const log = useLog();
  const list = useRef<HTMLOListElement>(null);
  const shown = useRef<number | null>(null);
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];

  useEffect(() => {
    // To the first of those that have come.
    if (shown.current === null || entries.length <= shown.current) return;
    const first = list.current?.children[shown.current];
    shown.current = null;
    if (first instanceof HTMLElement) first.focus();
  }, [entries.length]);

  return (
    <Section
      id="log"
      title="What happened"
      text="Kept for a year and shown to nobody else. Tell us if something is in it that you did not do."
    >
      {log.data ? (
        <ol ref={list} className="border-t border-line">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} zone={zone} now={now} />
          ))}
          {entries.length === 0 && <li className="py-4 text-sm text-ink-3">Nothing yet.</li>}
        </ol>
      ) : log.isError ? (
        <ErrorState
          as="h3"
          title="The log did not load"
          error={log.error}
          onRetry={() => void log.refetch()}
        />
      ) : (
        <RowsSkeleton what="The log is" />
      )}
      {log.hasNextPage && (
        <div className="grid justify-items-start gap-2">
          <Button
            isBusy={log.isFetchingNextPage}
            onClick={() => {
              shown.current = entries.length;
              void log.fetchNextPage();
            }}
          >
            Show older
          </Button>
          {log.isFetchNextPageError && (
            <p role="alert" className="text-sm text-danger">
              {wordsFor(log.error)}
            </p>
          )}
        </div>
      )}
    </Section>
  );
}

function Entry({ entry, zone, now }: { entry: LogEntry; zone: string; now: Date }) {
  const { text, isGrave } = logWords(entry.kind);
  return (
    <li tabIndex={-1} className="border-b border-line py-3 leading-snug outline-none">
      <p className="flex items-start gap-2 font-ui text-ink">
        {isGrave && (
          <TriangleAlert
            size={18}
            strokeWidth={1.6}
            aria-hidden="true"
            className="mt-px shrink-0 text-warn"
          />
        )}
        {text}
      </p>
      <p className="mt-1 text-sm text-ink-3">
        {momentWords(entry.at, zone, now)}, {programWords(entry.user_agent)}, from{" "}
        {placeWords(entry.address_prefix)}
      </p>
    </li>
  );
}
