"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import { useAuth } from "@/context/AuthContext";
import { personName, shortName } from "@/lib/person";

import { Avatar } from "./Avatar";
import { SignOut } from "./SignOut";

const ITEM =
  "flex min-h-11 w-full items-center rounded-sm px-3 text-left text-sm font-ui text-ink-2 hover:bg-hover hover:text-ink";

/** A button that discloses links. Esc, a press outside and moving on close it. */
export function AccountMenu() {
  const { user, hint } = useAuth();
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const role = user?.role ?? hint?.role;
  const name = user ? personName(user) : "";
  useCloseOnMove(() => setIsOpen(false));

  useEffect(() => {
    if (!isOpen) return;
    const onPress = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setIsOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setIsOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("focusin", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("focusin", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [isOpen]);

  return (
    <div ref={box} className="relative">
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls="account-menu"
        className="group tap gap-2.5 rounded-md px-1.5 hover:bg-hover md:-mr-1.5 md:hover:bg-transparent"
        onClick={() => setIsOpen(!isOpen)}
      >
        {/* Beside the picture, in a room of its own: nothing moves when the name arrives. */}
        <span className="sr-only">{name ? `Account, ${name}` : "Account"}</span>
        <span
          aria-hidden="true"
          dir="auto"
          className="hidden w-20 truncate text-right text-sm font-ui text-ink underline-offset-4 group-hover:underline md:block"
        >
          {user && shortName(user)}
        </span>
        <Avatar name={name} initials={hint?.initials} src={user?.avatar} size={32} />
      </button>
      <div
        id="account-menu"
        hidden={!isOpen}
        className="absolute top-full right-0 z-30 mt-2 w-64 animate-appear rounded-md border border-line bg-surface p-1.5 shadow-high"
      >
        <p className="border-b border-line px-3 pt-2 pb-3 text-sm leading-snug">
          <span className="block truncate font-ui text-ink">{name || "Signed in"}</span>
          <span className="block truncate text-xs text-ink-3">{user?.email ?? "…"}</span>
        </p>
        <ul className="pt-1.5">
          <li>
            <Link className={ITEM} href="/dashboard">
              Your bookings
            </Link>
          </li>
          <li>
            {role === "CREATOR" ? (
              <Link className={ITEM} href="/creator-dashboard">
                Creator dashboard
              </Link>
            ) : (
              <Link className={ITEM} href="/teach">
                Teach a session
              </Link>
            )}
          </li>
          <li>
            <Link className={ITEM} href="/profile">
              Profile and settings
            </Link>
          </li>
          <li className="mt-1.5 border-t border-line pt-1.5">
            <SignOut className={ITEM} />
          </li>
        </ul>
      </div>
    </div>
  );
}

function useCloseOnMove(close: () => void): void {
  const pathname = usePathname();
  const [before, setBefore] = useState(pathname);
  if (pathname !== before) {
    setBefore(pathname);
    close();
  }
}
