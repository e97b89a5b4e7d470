import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import { sessionIn, signInTitle } from "@/features/auth/destination";
import { DoorTitle } from "@/features/auth/DoorTitle";
import { LoginPanel } from "@/features/auth/LoginPanel";
import { NeedsScripts } from "@/features/auth/NeedsScripts";
import { readProviders } from "@/features/auth/providers";
import { SeatInMind } from "@/features/auth/SeatInMind";
import { doorTo } from "@/lib/doors";
import { firstOf, safeNext } from "@/lib/safe-next";
import { viewer } from "@/lib/viewer";

export const metadata: Metadata = {
  title: "Sign in",
  description: "Sign in to book seats in live sessions, or to teach your own.",
};

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const next = safeNext(firstOf((await searchParams).next));
  const { hint, zone } = await viewer();
  if (hint) redirect(next);
  const session = sessionIn(next);
  const providers = await readProviders();
  return (
    <div className="group">
      <DoorTitle>{signInTitle(next)}</DoorTitle>
      {session && <SeatInMind id={session} zone={zone} now={new Date()} />}
      <div className="mt-8">
        <NeedsScripts />
        <LoginPanel next={next} providers={providers} />
      </div>
      <p className="mt-6 text-sm text-ink-3 group-has-[[data-second-step]]:hidden">
        New here?{" "}
        <Link className="link" href={doorTo("/register", next)}>
          Create an account
        </Link>
        . It takes an e-mail and a password.
      </p>
    </div>
  );
}
