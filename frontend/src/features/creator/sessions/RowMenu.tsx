"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { useRef, useState, type ReactNode } from "react";

import { cn } from "@/lib/cn";

import type { Session } from "../queries";
import { stateOf } from "../session-state";
import { CancelDialog } from "./CancelDialog";
import { DeleteDialog, PublishDialog, UnpublishDialog } from "./StatusDialogs";
import { useCopyLink } from "./use-copy-link";

const ITEM =
  "flex min-h-11 w-full cursor-pointer items-center rounded-sm px-3 text-sm font-ui text-ink-2 outline-none data-highlighted:bg-hover data-highlighted:text-ink";

type Asked = "publish" | "unpublish" | "cancel" | "delete";

/** What can be done with one session, as its state allows. */
export function RowMenu({
  session,
  now,
  onGone,
}: {
  session: Session;
  now: Date;
  /** The row may be gone after this; the focus has to go elsewhere. */
  onGone: () => void;
}) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const copyLink = useCopyLink();
  const state = stateOf(session, now);
  const base = `/creator-dashboard/sessions/${session.id}`;
  const close = () => {
    setAsked(null);
    trigger.current?.focus();
  };
  const dialog = { session, onClose: close, onDone: onGone };

  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          ref={trigger}
          aria-label={`Actions for ${session.title}`}
          className="grid size-11 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
        >
          <Ellipsis size={20} strokeWidth={1.6} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={12}
            // A dialog that the choice opened keeps the focus.
            onCloseAutoFocus={(event) => asked && event.preventDefault()}
            className="z-30 w-56 animate-appear rounded-md border border-line bg-surface p-1.5 shadow-high"
          >
            {state !== "cancelled" && <Item href={`${base}/edit`}>Edit</Item>}
            {state !== "cancelled" && (
              <Item href={`/sessions/${session.id}`}>
                {state === "draft" ? "Preview" : "View its page"}
              </Item>
            )}
            <Item href={`${base}/roster`}>Roster</Item>
            {state === "draft" && <Item onSelect={() => setAsked("publish")}>Publish…</Item>}
            {state === "published" && session.current_bookings === 0 && (
              <Item onSelect={() => setAsked("unpublish")}>Back to draft…</Item>
            )}
            <Item href={`/creator-dashboard/sessions/new?from=${session.id}`}>Duplicate</Item>
            {(state === "published" || state === "ended") && (
              <Item onSelect={() => copyLink(session.id)}>Copy its link</Item>
            )}
            {(state === "published" || state === "draft") && (
              <DropdownMenu.Separator className="my-1.5 border-t border-line" />
            )}
            {state === "published" && (
              <Item isGrave onSelect={() => setAsked("cancel")}>
                Cancel session…
              </Item>
            )}
            {state === "draft" && (
              <Item isGrave onSelect={() => setAsked("delete")}>
                Delete draft…
              </Item>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {asked === "publish" && <PublishDialog {...dialog} now={now} />}
      {asked === "unpublish" && <UnpublishDialog {...dialog} />}
      {asked === "cancel" && <CancelDialog {...dialog} />}
      {asked === "delete" && <DeleteDialog {...dialog} />}
    </>
  );
}

function Item({
  href,
  onSelect,
  isGrave,
  children,
}: {
  href?: string;
  onSelect?: () => void;
  isGrave?: boolean;
  children: ReactNode;
}) {
  if (href) {
    return (
      <DropdownMenu.Item asChild>
        <Link href={href} className={ITEM}>
          {children}
        </Link>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className={cn(ITEM, isGrave && "text-danger data-highlighted:text-danger")}
    >
      {children}
    </DropdownMenu.Item>
  );
}
