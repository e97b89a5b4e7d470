"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

import { LoginForm } from "./LoginForm";

/** The page below keeps what was typed. Closing it leaves the page as a stranger. */
export default function SignInAgainDialog() {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(true);
  const leave = () => {
    setIsOpen(false);
    router.push("/");
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={leave}
      title="Sign in again"
      description="You were signed out, here or in another tab. What you typed on this page stays."
    >
      <LoginForm onDone={() => setIsOpen(false)} />
      <Button variant="quiet" className="mt-3 w-full" onClick={leave}>
        Leave this page
      </Button>
    </Dialog>
  );
}
