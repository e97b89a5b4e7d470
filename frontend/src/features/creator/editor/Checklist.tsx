import { Check } from "lucide-react";

import { cn } from "@/lib/cn";

import type { Item } from "./checklist";

/** What it needs before it can be published; what is missing is said once it was asked for. */
export function Checklist({ items, isExplained }: { items: Item[]; isExplained: boolean }) {
  return (
    <ul className="grid gap-1.5 text-sm">
      {items.map((item) => (
        <li key={item.name} className="flex gap-2.5">
          <span
            aria-hidden="true"
            className={cn(
              "mt-[3px] grid size-4 shrink-0 place-items-center rounded-full",
              item.isDone ? "bg-success text-paper" : "inset-ring-[1.5px] inset-ring-control",
            )}
          >
            {item.isDone && <Check size={11} strokeWidth={3} />}
          </span>
          <span className={item.isDone ? "text-ink-3" : "text-ink"}>
            {item.label}
            {!item.isNeeded && !item.isDone && <span className="text-ink-3">, recommended</span>}
            <span className="sr-only">{stateWords(item)}</span>
            {isExplained && !item.isDone && <span className="block text-ink-3">{item.words}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function stateWords({ isDone, isNeeded }: Item): string {
  if (isDone) return ": done";
  return isNeeded ? ": missing" : "";
}
