"use client";

import Link from "next/link";

import { useAuth } from "@/context/AuthContext";
import { personName, shortName } from "@/lib/person";

import { Avatar } from "./Avatar";
import { SignOut } from "./SignOut";
import { useDisclosure } from "./use-disclosure";

const ITEM =
  "flex min-h-11 w-full items-center rounded-sm px-3 text-left text-sm font-ui text-ink-2 hover:bg-hover hover:text-ink";

export function AccountMenu() {
  const { user, hint } = useAuth();
  const { isOpen, setIsOpen, box, button } = useDisclosure();
  const role = user?.role ?? hint?.role;
  const name = user ? personName(user) : "";

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
