"use client";

import { Download } from "lucide-react";
import { useState } from "react";

import { bookingsCreatorBookingsExportCsvRetrieve } from "@/api/sdk.gen";
import { Button } from "@/components/ui/button";
import "@/lib/api";
import { wordsFor } from "@/lib/problem";
import { saveCsv } from "@/lib/save-file";

const PATIENCE_MS = 60_000;

/** Bookings as a file for spreadsheets: of one session, or of all. */
export function ExportButton({
  sessionId,
  name,
  label = "Export",
}: {
  sessionId?: string;
  /** Of the file. */
  name: string;
  label?: string;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const download = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      const { data } = await bookingsCreatorBookingsExportCsvRetrieve<true>({
        query: { session: sessionId },
        timeout: PATIENCE_MS,
      });
      saveCsv(name, data);
    } catch (error) {
      setProblem(wordsFor(error));
    }
    setIsBusy(false);
  };
  return (
    <>
      <Button variant="quiet" size="sm" isBusy={isBusy} onClick={() => void download()}>
        <Download size={16} strokeWidth={1.6} aria-hidden="true" />
        {label}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm text-danger">
          No file was made. {problem}
        </p>
      )}
    </>
  );
}
