"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import { useAuth } from "@/context/AuthContext";
import { personName } from "@/lib/person";
import { wordsFor } from "@/lib/problem";

import { Avatar } from "./Avatar";

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
        aria-label={name ? `Account, ${name}` : "Account"}
        className="tap rounded-md px-1.5 hover:bg-hover"
        onClick={() => setIsOpen(!isOpen)}
      >
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
            <SignOut />
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

function SignOut() {
  const { logout } = useAuth();
  const router = useRouter();
  const [problem, setProblem] = useState("");
  return (
    <>
      <button
        type="button"
        className={ITEM}
        onClick={async () => {
          try {
            await logout();
            router.push("/");
            router.refresh();
          } catch (error) {
            setProblem(wordsFor(error));
          }
        }}
      >
        Sign out
      </button>
      {problem && (
        <p role="alert" className="px-3 pb-2 text-xs text-danger">
          {problem}
        </p>
      )}
    </>
  );
}
