"use client";

import { usePathname } from "next/navigation";

import { useDoor } from "@/components/use-door";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAuth } from "@/context/AuthContext";
import { isProtected } from "@/lib/protected";

import { LoginForm } from "./LoginForm";
import { PasskeyButton } from "./PasskeyButton";

/** The page below keeps what was typed. It is gone as soon as somebody is signed in. */
export default function SignInAgainDialog() {
  const { dismiss } = useAuth();
  const door = useDoor("/login");
  const mustLeave = isProtected(usePathname());
  // A new document: what the page showed is not for strangers.
  const close = mustLeave ? () => window.location.replace("/") : dismiss;
  return (
    <Dialog
      isOpen
      onClose={close}
      title="Sign in again"
      description="Your sign-in has ended. What you typed on this page stays."
    >
      <div className="group">
        <LoginForm />
        <div className="mt-3 grid gap-3 group-has-[[data-second-step]]:hidden">
          <PasskeyButton />
          <a className="tap justify-center text-sm link" href={door}>
            Other ways to sign in
          </a>
        </div>
      </div>
      <Button variant="quiet" className="mt-3 w-full" onClick={close}>
        {mustLeave ? "Leave this page" : "Go on without signing in"}
      </Button>
    </Dialog>
  );
}
