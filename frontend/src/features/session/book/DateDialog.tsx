"use client";

import { useRef, useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FieldError, TextField } from "@/components/ui/field";
import {
  addDays,
  clock,
  dateWords,
  dayOf,
  inPlace,
  rangeElsewhere,
  rangeWords,
  zoneLong,
} from "@/lib/time";

import { Calendar } from "./Calendar";
import { readChoice, type Choice } from "./read-choice";

/** How far ahead one can book. */
const DAYS_AHEAD = 730;

/** Day and time for an open session, in the reader's zone; the host's follows as a second line. */
export default function DateDialog({
  minutes,
  zone,
  hostZone,
  chosen,
  onClose,
  onChoose,
  returnFocus,
}: {
  minutes: number;
  zone: string;
  hostZone: string;
  /** An instant that was chosen before. */
  chosen: string | null;
  onClose: () => void;
  onChoose: (instant: string) => void;
  returnFocus: () => HTMLElement | null;
}) {
  const [opened] = useState(() => new Date());
  const [day, setDay] = useState(() => chosen && dayOf(chosen, zone));
  const [time, setTime] = useState(() => (chosen ? clock(chosen, zone) : ""));
  const [isSubmitted, setIsSubmitted] = useState(false);
  const timeField = useRef<HTMLInputElement>(null);
  const today = dayOf(opened, zone);
  const choice = readChoice(day, time, zone, opened);
  const shown = isSubmitted || choice.instant ? choice : {};

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsSubmitted(true);
    if (choice.instant) onChoose(choice.instant);
    else if (!choice.dayProblem) timeField.current?.focus();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      returnFocus={returnFocus}
      title="Choose a date and time"
      description={`In your zone, ${zoneLong(opened, zone)}.`}
      className="md:w-[min(92vw,26rem)]"
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <div className="grid gap-2">
          <Calendar
            today={today}
            last={addDays(today, DAYS_AHEAD)}
            chosen={day}
            onChoose={(picked) => {
              setDay(picked);
              timeField.current?.focus();
            }}
          />
          {shown.dayProblem && <FieldError>{shown.dayProblem}</FieldError>}
        </div>
        <TextField
          ref={timeField}
          label={day ? `Time on ${dateWords(`${day}T12:00Z`, "UTC")}` : "Time"}
          type="time"
          step={300}
          value={time}
          error={shown.timeProblem}
          onChange={(event) => setTime(event.target.value)}
        />
        <Preview choice={choice} minutes={minutes} zone={zone} hostZone={hostZone} />
        <Button type="submit" variant="primary" size="lg">
          Use this time
        </Button>
      </form>
    </Dialog>
  );
}

/** Has its room from the beginning, so that the button below stays where it is. */
function Preview({
  choice,
  minutes,
  zone,
  hostZone,
}: {
  choice: Choice;
  minutes: number;
  zone: string;
  hostZone: string;
}) {
  const { instant, note } = choice;
  const elsewhere = instant && rangeElsewhere(instant, minutes, zone, hostZone);
  return (
    <div role="status" className="min-h-13 text-sm text-ink-3">
      {instant && (
        <>
          <p className="font-ui text-ink">
            {dateWords(instant, zone, { weekday: "short", month: "short" })},{" "}
            {rangeWords(instant, minutes, zone)}
          </p>
          {elsewhere && (
            <p>
              {elsewhere} for the host{inPlace(hostZone)}
            </p>
          )}
          {note && <p>{note}</p>}
        </>
      )}
    </div>
  );
}
