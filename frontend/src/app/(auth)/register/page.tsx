import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import { sessionIn } from "@/features/auth/destination";
import { DoorTitle } from "@/features/auth/DoorTitle";
import { NeedsScripts } from "@/features/auth/NeedsScripts";
import { Or } from "@/features/auth/Or";
import { ProviderButtons } from "@/features/auth/ProviderButtons";
import { readProviders } from "@/features/auth/providers";
import { RegisterForm } from "@/features/auth/RegisterForm";
import { SeatInMind } from "@/features/auth/SeatInMind";
import { doorTo } from "@/lib/doors";
import { firstOf, safeNext } from "@/lib/safe-next";
import { viewer } from "@/lib/viewer";

export const metadata: Metadata = {
  title: "Create an account",
  description: "An account to book seats in live sessions with, or to teach your own.",
};

export default async function RegisterPage({ searchParams }: PageProps<"/register">) {
  const query = await searchParams;
  const next = safeNext(firstOf(query.next));
  const role = firstOf(query.role)?.toUpperCase() === "CREATOR" ? "CREATOR" : "USER";
  const { hint, zone } = await viewer();
  if (hint) redirect(next);
  const session = sessionIn(next);
  const now = new Date();
  const providers = await readProviders();
  return (
    <>
      <DoorTitle>Create your account</DoorTitle>
      {session && <SeatInMind id={session} zone={zone} now={now} />}
      <p className="mt-3 text-sm text-ink-3">
        Have one already?{" "}
        <Link className="link" href={doorTo("/login", next)}>
          Sign in
        </Link>
      </p>
      <div className="mt-8">
        <NeedsScripts />
        {providers.length > 0 && (
          <div className="mb-6 grid gap-6 noscript:hidden">
            <ProviderButtons providers={providers} next={next} />
            <Or>or with your e-mail</Or>
          </div>
        )}
        <RegisterForm role={role} next={next === "/" ? null : next} now={now} />
      </div>
    </>
  );
}
