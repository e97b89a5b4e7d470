"use client";

import { useState } from "react";

import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { wordsFor } from "@/lib/problem";
import { isZone, placeOf, zonesDiffer, zoneShort } from "@/lib/time";

/** When the device is elsewhere than the saved zone. It offers, and does nothing by itself. */
export function ZoneOffer({
  saved,
  now,
  onAccept,
}: {
  saved: string;
  now: Date;
  onAccept: (zone: string) => Promise<unknown>;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isZone(here) || here === saved || !zonesDiffer(now, here, saved)) return null;
  const accept = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      await onAccept(here);
      toast(`Times are now shown in ${placeOf(here)}.`);
    } catch (error) {
      setProblem(wordsFor(error));
    }
    setIsBusy(false);
  };
  return (
    <Notice title={`This device is in ${placeOf(here)} (${zoneShort(now, here)}).`}>
      Your times are shown in {placeOf(saved)} ({zoneShort(now, saved)}).
      <span className="mt-2 block">
        <Button size="sm" isBusy={isBusy} onClick={() => void accept()}>
          Show times in {placeOf(here)}
        </Button>
      </span>
      {problem && (
        <span role="alert" className="mt-2 block text-danger">
          {problem}
        </span>
      )}
    </Notice>
  );
}
