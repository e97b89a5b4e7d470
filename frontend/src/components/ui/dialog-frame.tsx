"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";

import { cn } from "@/lib/cn";

import type { DialogProps } from "./dialog";

/** Brings Radix along, so it comes with the first dialog that opens. */
export default function DialogFrame({
  onClose,
  title,
  description,
  className,
  returnFocus,
  children,
}: DialogProps) {
  // Radix goes back to a trigger of its own only, which these dialogs do not have.
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          aria-describedby={description ? undefined : ""}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            (returnFocus?.() ?? opener)?.focus();
          }}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-rise overflow-y-auto rounded-t-lg bg-surface p-6 pb-[calc(1.5rem+env(safe-area-inset-bottom))] shadow-high outline-none",
            "md:inset-auto md:top-1/2 md:left-1/2 md:w-[min(92vw,30rem)] md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-lg",
            className,
          )}
        >
          <Radix.Title className="pr-10 text-xl">{title}</Radix.Title>
          {description && (
            <Radix.Description className="mt-2 text-sm text-ink-3">{description}</Radix.Description>
          )}
          <div className="mt-5">{children}</div>
          {/* Last, so that the first thing in focus is what the dialog is about. */}
          <Radix.Close
            aria-label="Close"
            className="absolute top-3.5 right-3.5 grid size-11 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X size={20} strokeWidth={1.6} aria-hidden="true" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
