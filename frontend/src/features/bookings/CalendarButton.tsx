"use client";

import { useState } from "react";

import { bookingsCalendarIcsRetrieve } from "@/api/sdk.gen";
import { Button, type ButtonProps } from "@/components/ui/button";
import "@/lib/api";
import { wordsFor } from "@/lib/problem";
import { saveFile } from "@/lib/save-file";

/** Downloads the booking as a calendar entry, which follows when the host moves the session. */
export function CalendarButton({
  booking,
  children,
  ...look
}: { booking: string } & Pick<ButtonProps, "variant" | "size" | "className" | "children">) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const download = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      const path = { booking_id: booking };
      const { data } = await bookingsCalendarIcsRetrieve<true>({ path });
      saveFile("session.ics", data, "text/calendar;charset=utf-8");
    } catch (error) {
      setProblem(wordsFor(error));
    }
    setIsBusy(false);
  };
  return (
    <>
      <Button {...look} isBusy={isBusy} onClick={() => void download()}>
        {children}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm text-danger">
          The calendar file did not come. {problem}
        </p>
      )}
    </>
  );
}
