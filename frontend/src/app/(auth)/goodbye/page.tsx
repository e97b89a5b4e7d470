import type { Metadata } from "next";
import Link from "next/link";

import { buttonClasses } from "@/components/ui/button";
import { DoorTitle } from "@/features/auth/DoorTitle";

export const metadata: Metadata = { title: "Goodbye", robots: { index: false } };

/** After an account was deleted. */
export default function GoodbyePage() {
  return (
    <>
      <DoorTitle>Your account is deleted</DoorTitle>
      <p className="mt-4 text-lg leading-normal">
        Thank you for the time you spent here. Every device is signed out, and what has to be paid
        back is on its way.
      </p>
      <Link href="/" className={`${buttonClasses({ variant: "primary", size: "lg" })} mt-8`}>
        Browse sessions
      </Link>
    </>
  );
}
