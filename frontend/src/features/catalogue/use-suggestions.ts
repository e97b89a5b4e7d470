"use client";

import { useEffect, useState, type KeyboardEvent } from "react";

import type { SuggestionsOutput } from "@/api/types.gen";

import { ask } from "./ask";
import { queryText } from "./search-params";
import { groupsOf, isWorthAsking, type Group, type Suggestion } from "./suggestions";

const PAUSE_MS = 170;
/** Longer than this the suggestions for what was typed before do not stay. */
const LATE_MS = 700;

export interface Suggestions {
  groups: Group[];
  /** Its place among all options; -1 while it is the field itself. */
  active: number;
  isOpen: boolean;
  ask: (text: string) => void;
  close: () => void;
  choose: (option: Suggestion) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

export function optionId(place: number): string {
  return `q-suggestion-${place}`;
}

/**
 * A list below the field, as it is typed in. An answer that comes late, or not at all, is no list.
 */
export function useSuggestions(onChoose: (chosen: Suggestion) => void): Suggestions {
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState<{ of: string; found: SuggestionsOutput } | null>(null);
  const [active, setActive] = useState(-1);
  const wanted = isWorthAsking(text) ? text.trim() : "";

  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    const settle = (found: SuggestionsOutput | null) => {
      if (stop.signal.aborted) return;
      setAnswer(found && { of: wanted, found });
      setActive(-1);
    };
    const asking = setTimeout(() => {
      void ask<SuggestionsOutput>("suggestions", queryText({ q: wanted }), stop.signal).then(
        settle,
      );
    }, PAUSE_MS);
    const late = setTimeout(
      () => setAnswer((before) => (before?.of === wanted ? before : null)),
      LATE_MS,
    );
    return () => {
      clearTimeout(asking);
      clearTimeout(late);
      stop.abort();
    };
  }, [wanted]);

  const groups = wanted && answer ? groupsOf(answer.of, answer.found) : [];
  const options = groups.flatMap((group) => group.options);
  const isOpen = options.length > 0;

  const close = () => {
    setText("");
    setActive(-1);
  };
  const choose = (option: Suggestion) => {
    close();
    onChoose(option);
  };
  const open = (typed: string) => {
    setText(typed);
    setActive(-1);
  };
  const move = (to: number) => {
    setActive(to);
    document.getElementById(optionId(to))?.scrollIntoView({ block: "nearest" });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // These keys choose a character then.
    if (event.nativeEvent.isComposing) return;
    const to = target(event.key, active, options.length);
    const chosen = options[active];
    if (!isOpen) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") open(event.currentTarget.value);
      return;
    }
    if (to !== null) move(to);
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };

  return { groups, active, isOpen, ask: open, close, choose, onKeyDown };
}

/** Where a key leads to: around, by way of the field. */
function target(key: string, active: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return active + 1 < count ? active + 1 : -1;
    case "ArrowUp":
      return active < 0 ? count - 1 : active - 1;
    case "Home":
      return active < 0 ? null : 0;
    case "End":
      return active < 0 ? null : count - 1;
    default:
      return null;
  }
}
