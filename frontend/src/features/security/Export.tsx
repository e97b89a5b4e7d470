"use client";

import { useEffect, useRef } from "react";

import { useAnnounce } from "@/components/Announcer";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/state";
import { Section } from "@/features/profile/Section";
import { saveBlob } from "@/lib/save-file";
import { momentWords } from "@/lib/time";

import { fetchExport, isUnderWay, useAskForExport, useExport } from "./leaving-queries";
import { sizeWords } from "./leaving-words";
import { useDeed } from "./use-deed";

/** Everything about oneself, to take along. */
export function Export({ zone, now }: { zone: string; now: Date }) {
  const found = useExport();
  const ask = useAskForExport();
  const announce = useAnnounce();
  const { run, busy, problem } = useDeed();
  const { data } = found;
  const isBusy = isUnderWay(data);
  const wasBusy = useRef(false);

  useEffect(() => {
    if (wasBusy.current && data?.status === "ready") announce("Your data is ready.");
    wasBusy.current = isBusy;
  }, [isBusy, data?.status, announce]);

  return (
    <Section
      id="export"
      title="Your data"
      text="A file with all that we know about you: your profile, bookings, payments and sessions, as JSON and as tables."
    >
      {found.isPending && (
        <div aria-busy="true">
          <Skeleton className="h-11 w-40 rounded-md" />
        </div>
      )}
      {found.isError && !data && (
        <ErrorState
          as="h3"
          title="This did not load"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      )}
      {data?.status === "failed" && (
        <Notice tone="danger" title="The file could not be written.">
          Try once more; if that fails too, write to us.
        </Notice>
      )}
      {isBusy && (
        <div className="grid gap-2">
          <label htmlFor="export-progress" className="text-sm text-ink-2">
            Your file is being written. You can leave this page and come back.
          </label>
          <progress
            id="export-progress"
            max={100}
            value={data?.progress ?? 0}
            className="h-2 w-full overflow-hidden rounded-full accent-accent"
          />
        </div>
      )}
      {data?.status === "ready" && data.ready_at && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            isBusy={busy === "fetch"}
            onClick={() =>
              void run("fetch", async () =>
                saveBlob("everything-about-me.zip", await fetchExport()),
              )
            }
          >
            Download{data.size !== null && ` (${sizeWords(data.size)})`}
          </Button>
          <p className="text-sm text-ink-3">
            Made {momentWords(data.ready_at, zone, now)}
            {data.expires_at && `, there until ${momentWords(data.expires_at, zone, now)}`}
          </p>
        </div>
      )}
      {problem && (
        <Notice tone="danger" role="alert" title="That did not work.">
          {problem}
        </Notice>
      )}
      {data && !isBusy && (
        <Button
          variant={data.status === "ready" ? "quiet" : "secondary"}
          className={data.status === "ready" ? "-ml-3 justify-self-start" : "justify-self-start"}
          isBusy={busy === "ask"}
          onClick={() => void run("ask", ask)}
        >
          {data.status === "ready" ? "Make a new one" : "Prepare my data"}
        </Button>
      )}
    </Section>
  );
}
