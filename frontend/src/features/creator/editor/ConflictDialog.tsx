"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { RadioCard } from "@/components/ui/radio-card";

import type { Difference } from "./merge";
import type { Conflict } from "./saver";
import type { Group } from "./values";

/** Field by field: mine, or what was saved elsewhere meanwhile. */
export function ConflictDialog({
  conflict,
  onSettle,
  onClose,
}: {
  conflict: Conflict;
  /** Which fields come from the other version. */
  onSettle: (fromThem: Group[]) => void;
  onClose: () => void;
}) {
  const { differences, change } = conflict;
  const [fromThem, setFromThem] = useState(
    () => new Set(differences.filter((each) => !each.isMineChanged).map((each) => each.group)),
  );
  const choose = (group: Group, isTheirs: boolean) => {
    const next = new Set(fromThem);
    if (isTheirs) next.add(group);
    else next.delete(group);
    setFromThem(next);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="This session was saved elsewhere"
      description="In another tab or on another device, after you opened it here. Nothing you typed is lost: choose what to keep."
      className="md:w-[min(92vw,44rem)]"
    >
      <form
        className="grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          onSettle([...fromThem]);
        }}
      >
        {change && <Notice title={change} />}
        {differences.map((difference) => (
          <Choice
            key={difference.group}
            difference={difference}
            isTheirs={fromThem.has(difference.group)}
            onChoose={(isTheirs) => choose(difference.group, isTheirs)}
          />
        ))}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary">
            {differences.length > 0 ? "Go on with these" : "Go on"}
          </Button>
          {differences.length > 1 && (
            <>
              <Button variant="quiet" onClick={() => onSettle([])}>
                Keep all of mine
              </Button>
              <Button
                variant="quiet"
                onClick={() => onSettle(differences.map((each) => each.group))}
              >
                Take all of theirs
              </Button>
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Choice({
  difference: { group, label, mine, theirs, isMineChanged },
  isTheirs,
  onChoose,
}: {
  difference: Difference;
  isTheirs: boolean;
  onChoose: (isTheirs: boolean) => void;
}) {
  const value = (text: string) => (
    <span dir="auto" className="mt-1 block max-h-40 overflow-y-auto whitespace-pre-wrap text-ink-2">
      {text || "Nothing"}
    </span>
  );
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-ui text-ink">
        {label}
        {!isMineChanged && <span className="font-normal text-ink-3">, not changed by you</span>}
      </legend>
      <div className="grid gap-3 md:grid-cols-2">
        <RadioCard
          name={`keep-${group}`}
          title="Keep mine"
          checked={!isTheirs}
          onChange={() => onChoose(false)}
        >
          {value(mine)}
        </RadioCard>
        <RadioCard
          name={`keep-${group}`}
          title="Take theirs"
          checked={isTheirs}
          onChange={() => onChoose(true)}
        >
          {value(theirs)}
        </RadioCard>
      </div>
    </fieldset>
  );
}
