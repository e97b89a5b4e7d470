"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

import { useAuth } from "@/context/AuthContext";
import { cn } from "@/lib/cn";

import { AccountMenu } from "./AccountMenu";
import { Mark } from "./Mark";
import { isCurrent, navItems } from "./nav-items";
import { ThemeToggle } from "./ThemeToggle";
import { buttonClasses } from "./ui/button";
import { useDoor } from "./use-door";

/** Drawn right by the server from the hint cookie; nothing moves when the account arrives. */
export function Navbar() {
  const pathname = usePathname();
  const { user, hint } = useAuth();
  const role = user?.role ?? hint?.role;
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper/92 backdrop-blur-md print:hidden">
      <div className="page flex h-14 items-center gap-2 md:h-16">
        <Link
          href="/"
          aria-label="Sessions, home"
          className="mr-auto tap gap-2.5 text-[1.0625rem] font-[620] tracking-[-0.02em] text-ink md:mr-6"
        >
          <Mark />
          Sessions
        </Link>
        <nav aria-label="Main" className="mr-auto hidden gap-1 md:flex">
          {navItems(role).map((item) => (
            <Link
              key={item.label}
              href={item.href}
              aria-current={isCurrent(item, pathname) ? "page" : undefined}
              className={cn(
                "relative tap px-3 text-sm font-ui text-ink-3 hover:text-ink",
                "aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:after:-bottom-[10.5px] aria-[current]:after:h-0.5 aria-[current]:after:bg-ink",
              )}
            >
              {item.label}
            </Link>
          ))}
        </nav>
        <ThemeToggle />
        {role ? <AccountMenu /> : <SignInLinks />}
      </div>
    </header>
  );
}

function SignInLinks() {
  const login = useDoor("/login");
  const register = useDoor("/register");
  return (
    <>
      <Link href={login} className={buttonClasses({ variant: "quiet", size: "sm" })}>
        Sign in
      </Link>
      <Link
        href={register}
        className={cn(buttonClasses({ variant: "secondary", size: "sm" }), "hidden md:inline-flex")}
      >
        Create account
      </Link>
    </>
  );
}
