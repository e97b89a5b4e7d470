import { Search } from "lucide-react";

import { cn } from "@/lib/cn";

/** Looks through what is on the page while one types. */
export function SearchField({
  label,
  value,
  onChange,
  className,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  className?: string;
}) {
  return (
    <div className={cn("relative flex-[0_1_17rem] max-md:flex-auto", className)}>
      <Search
        size={16}
        strokeWidth={1.6}
        aria-hidden="true"
        className="absolute top-1/2 left-3.5 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-11 w-full rounded-md border border-control bg-surface pr-3 pl-10 text-sm text-ink placeholder:text-ink-3 focus-visible:-outline-offset-1"
      />
    </div>
  );
}
