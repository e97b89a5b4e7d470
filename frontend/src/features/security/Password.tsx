"use client";

import { useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import type { User } from "@/context/AuthContext";
import { Section } from "@/features/profile/Section";

import { PasswordForm } from "./PasswordForm";

/** The form comes when it is asked for: most who come here are here for something else. */
export function Password({ user }: { user: User }) {
  const [isOpen, setIsOpen] = useState(false);
  const comesBack = useRef(false);
  const close = () => {
    comesBack.current = true;
    setIsOpen(false);
  };
  const focusAgain = (button: HTMLButtonElement | null) => {
    if (button && comesBack.current) button.focus();
  };
  return (
    <Section
      id="password"
      title="Password"
      text={
        user.has_password
          ? "A change signs out every other device."
          : "You have none: you sign in with another service. A password is a second way in."
      }
    >
      {isOpen ? (
        <PasswordForm user={user} onClose={close} />
      ) : (
        <div className="grid justify-items-start">
          <Button ref={focusAgain} onClick={() => setIsOpen(true)}>
            {user.has_password ? "Change password" : "Set a password"}
          </Button>
        </div>
      )}
    </Section>
  );
}
