"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useSyncExternalStore, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";

import { useCatalogue } from "./CatalogueNav";
import { parseForm } from "./search-params";
import { HiddenFilters } from "./HiddenFilters";
import { SuggestionList } from "./SuggestionList";
import type { Suggestion } from "./suggestions";
import { optionId, useSuggestions } from "./use-suggestions";

const PAUSE_MS = 300;
const LIST = "q-suggestions";

/** A plain form; with scripts a pause in typing is enough. What was typed stays, whatever fails. */
export function SearchBox({ zone, now }: { zone: string; now: Date }) {
  const { filters, go } = useCatalogue();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What the address says because of this field. */
  const sent = useRef(filters.q);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Changed elsewhere: going back, or a filter taken away.
    if (filters.q === sent.current) return;
    sent.current = filters.q;
    if (input.current) input.current.value = filters.q;
  }, [filters.q]);

  const search = (form: HTMLFormElement, isTyping: boolean) => {
    clearTimeout(timer.current);
    const { q } = parseForm(new FormData(form));
    if (q === sent.current) return;
    // The steps of typing one search are one step back.
    const isReplacing = isTyping && sent.current !== "";
    if (go({ q }, isReplacing)) sent.current = q;
  };

  const choose = (chosen: Suggestion) => {
    clearTimeout(timer.current);
    if (chosen.kind === "session") router.push(`/sessions/${chosen.key}`);
    else if (chosen.kind === "creator") router.push(`/creators/${chosen.person.username}`);
    else if (go({ q: "", topic: [chosen.key] })) {
      sent.current = "";
      if (input.current) input.current.value = "";
    }
  };
  const suggestions = useSuggestions(choose);
  // Without scripts it is a plain field, and says so.
  const hasScripts = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );

  const catchUp = useEffectEvent(() => {
    const field = input.current;
    if (field?.form && field === document.activeElement) search(field.form, true);
  });
  // Somebody may have typed before the scripts were there.
  useEffect(() => catchUp(), []);

  return (
    <form
      role="search"
      action="/"
      className="relative mt-4 flex md:mt-6"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        suggestions.close();
        search(event.currentTarget, false);
      }}
    >
      <label htmlFor="q" className="sr-only">
        Search sessions
      </label>
      <Search
        size={20}
        strokeWidth={1.6}
        aria-hidden="true"
        className="pointer-events-none absolute top-4.5 left-[1.1rem] text-ink-3"
      />
      <input
        ref={input}
        id="q"
        name="q"
        type="search"
        defaultValue={filters.q}
        placeholder="A subject, a skill, a person"
        autoComplete="off"
        maxLength={100}
        enterKeyHint="search"
        {...(hasScripts && {
          role: "combobox",
          "aria-expanded": suggestions.isOpen,
          "aria-controls": LIST,
          "aria-autocomplete": "list",
          "aria-activedescendant":
            suggestions.active >= 0 ? optionId(suggestions.active) : undefined,
        })}
        className="min-h-14 w-full rounded-lg border border-control bg-surface pr-4 pl-[3.1rem] text-[1.0625rem] text-ink shadow-low placeholder:text-ink-3 focus-visible:rounded-lg focus-visible:border-ring focus-visible:-outline-offset-1 md:pr-28 [&::-webkit-search-cancel-button]:opacity-60 [&::-webkit-search-cancel-button]:grayscale"
        onInput={(event) => {
          const { form, value } = event.currentTarget;
          suggestions.ask(value);
          clearTimeout(timer.current);
          if (form) timer.current = setTimeout(() => search(form, true), PAUSE_MS);
        }}
        onKeyDown={suggestions.onKeyDown}
        onBlur={suggestions.close}
      />
      <HiddenFilters without={["q"]} />
      <Button
        type="submit"
        variant="primary"
        className="absolute top-1.5 right-1.5 max-md:sr-only max-md:focus:not-sr-only max-md:focus:absolute"
      >
        Search
      </Button>
      <SuggestionList id={LIST} suggestions={suggestions} zone={zone} now={now} />
    </form>
  );
}
