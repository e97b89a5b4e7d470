"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useState, type ReactNode } from "react";

import { useDisclosure } from "@/components/use-disclosure";
import { cn } from "@/lib/cn";

import type { Session } from "../queries";
import { stateOf } from "../session-state";
import { CancelDialog } from "./CancelDialog";
import { DeleteDialog, PublishDialog, UnpublishDialog } from "./StatusDialogs";
import { useCopyLink } from "./use-copy-link";

const ITEM =
  "flex min-h-11 w-full items-center rounded-sm px-3 text-sm font-ui text-ink-2 hover:bg-hover hover:text-ink";

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
  const { isOpen, setIsOpen, box, button } = useDisclosure();
  const copyLink = useCopyLink();
  const state = stateOf(session, now);
  const base = `/creator-dashboard/sessions/${session.id}`;
  const close = () => {
    setAsked(null);
    button.current?.focus();
  };
  const ask = (what: Asked) => () => {
    setIsOpen(false);
    setAsked(what);
  };
  const copy = () => {
    setIsOpen(false);
    button.current?.focus();
    copyLink(session.id);
  };
  const dialog = { session, onClose: close, onDone: onGone };

  return (
    <>
      <div ref={box} className="relative">
        <button
          ref={button}
          type="button"
          aria-expanded={isOpen}
          aria-label={`Actions for ${session.title}`}
          className="grid size-11 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          onClick={() => setIsOpen(!isOpen)}
        >
          <Ellipsis size={20} strokeWidth={1.6} aria-hidden="true" />
        </button>
        {isOpen && (
          <ul className="absolute top-full right-0 z-30 mt-1 w-56 animate-appear rounded-md border border-line bg-surface p-1.5 text-left shadow-high">
            {state !== "cancelled" && <Item href={`${base}/edit`}>Edit</Item>}
            {state !== "cancelled" && (
              <Item href={`/sessions/${session.id}`}>
                {state === "draft" ? "Preview" : "View its page"}
              </Item>
            )}
            <Item href={`${base}/roster`}>Roster</Item>
            {state === "draft" && <Item onSelect={ask("publish")}>Publish…</Item>}
            {state === "published" && session.current_bookings === 0 && (
              <Item onSelect={ask("unpublish")}>Back to draft…</Item>
            )}
            <Item href={`/creator-dashboard/sessions/new?from=${session.id}`}>Duplicate</Item>
            {(state === "published" || state === "ended") && (
              <Item onSelect={copy}>Copy its link</Item>
            )}
            {(state === "published" || state === "draft") && (
              <li aria-hidden="true" className="my-1.5 border-t border-line" />
            )}
            {state === "published" && (
              <Item isGrave onSelect={ask("cancel")}>
                Cancel session…
              </Item>
            )}
            {state === "draft" && (
              <Item isGrave onSelect={ask("delete")}>
                Delete draft…
              </Item>
            )}
          </ul>
        )}
      </div>
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
  return (
    <li>
      {href ? (
        <Link href={href} className={ITEM}>
          {children}
        </Link>
      ) : (
        <button
          type="button"
          className={cn(ITEM, isGrave && "text-danger! hover:text-danger!")}
          onClick={onSelect}
        >
          {children}
        </button>
      )}
    </li>
  );
}
