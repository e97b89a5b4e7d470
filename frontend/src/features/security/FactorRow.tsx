import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";

/** Something that one has or may set up, and the one thing to do with it. */
export function FactorRow({
  name,
  text,
  act,
  isQuiet,
  isBusy,
  onAct,
  children,
}: {
  name: string;
  text: string;
  act: string;
  isQuiet?: boolean;
  isBusy?: boolean;
  onAct: () => void;
  /** A second, lesser thing to do. */
  children?: ReactNode;
}) {
  return (
    <li className="grid items-center gap-x-4 gap-y-2 border-b border-line py-3 md:grid-cols-[minmax(0,1fr)_auto]">
      <p className="min-w-0 leading-snug">
        <bdi className="font-ui text-ink">{name}</bdi>
        <span className="mt-1 block text-sm text-ink-3">{text}</span>
      </p>
      <div className="flex flex-wrap gap-1 max-md:-ml-3">
        {children}
        <Button
          variant={isQuiet ? "quiet" : "secondary"}
          className={isQuiet ? undefined : "max-md:ml-3"}
          isBusy={isBusy}
          onClick={onAct}
        >
          {act}
          <span className="sr-only"> {name}</span>
        </Button>
      </div>
    </li>
  );
}
