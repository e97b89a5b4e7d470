"use client";

import { Avatar } from "@/components/Avatar";
import { cn } from "@/lib/cn";
import { personName } from "@/lib/person";
import { dateWords } from "@/lib/time";

import { suggestedWords, type Suggestion } from "./suggestions";
import { optionId, type Suggestions } from "./use-suggestions";

interface Props {
  id: string;
  suggestions: Suggestions;
  zone: string;
  now: Date;
}

export function SuggestionList({ id, suggestions, zone, now }: Props) {
  const { groups, active, isOpen, choose } = suggestions;
  const starts = groups.map((_, which) =>
    groups.slice(0, which).reduce((sum, { options }) => sum + options.length, 0),
  );
  const count = groups.reduce((sum, { options }) => sum + options.length, 0);
  return (
    <>
      <div
        id={id}
        role="listbox"
        aria-label="Suggestions"
        hidden={!isOpen}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-[min(30rem,55dvh)] animate-appear overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface p-2 shadow-high"
      >
        {groups.map(({ title, options }, which) => (
          <div key={title} role="group" aria-labelledby={`${id}-${title}`}>
            <p
              role="presentation"
              id={`${id}-${title}`}
              className="px-3 pt-2 pb-1 text-xs text-ink-3"
            >
              {title}
            </p>
            {options.map((option, index) => {
              const place = (starts[which] ?? 0) + index;
              return (
                // The keys are the field's: the focus never leaves it.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={option.key}
                  id={optionId(place)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={place === active}
                  className={cn(
                    "flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 text-ink hover:bg-hover",
                    place === active && "bg-hover inset-ring-2 inset-ring-ring",
                  )}
                  // Before the field loses the focus, which would close the list.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(option)}
                >
                  <Option option={option} zone={zone} now={now} />
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {suggestedWords(count)}
      </p>
    </>
  );
}

function Option({ option, zone, now }: Pick<Props, "zone" | "now"> & { option: Suggestion }) {
  switch (option.kind) {
    case "session":
      return (
        <>
          <span dir="auto" className="min-w-0 truncate">
            {option.title}
          </span>
          <span className="ml-auto shrink-0 text-sm text-ink-3">
            {option.start
              ? dateWords(option.start, zone, { weekday: "short", month: "short", now })
              : "Any day"}
          </span>
        </>
      );
    case "creator":
      return (
        <>
          <Avatar name={personName(option.person)} src={option.person.avatar} size={24} />
          <span dir="auto" className="min-w-0 truncate">
            {personName(option.person)}
          </span>
        </>
      );
    case "topic":
      return option.label;
  }
}
