"use client";

import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import type { User } from "@/context/AuthContext";
import { Section } from "@/features/profile/Section";

const DeletionDialog = dynamic(() => import("./DeletionDialog"), { ssr: false });

export function Deletion({ user }: { user: User }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section
      id="delete"
      title="Delete your account"
      text="For good. You see what it does before anything happens."
    >
      <div className="grid justify-items-start">
        <Button className="text-danger!" onClick={() => setIsOpen(true)}>
          Delete my account…
        </Button>
      </div>
      {isOpen && <DeletionDialog user={user} onClose={() => setIsOpen(false)} />}
    </Section>
  );
}
