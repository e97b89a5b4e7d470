import type { Metadata } from "next";

import { VerifyEmail } from "@/features/auth/mail/VerifyEmail";
import { NeedsScripts } from "@/features/auth/NeedsScripts";
import { firstOf, safeNext } from "@/lib/safe-next";

export const metadata: Metadata = { title: "Confirm your e-mail", robots: { index: false } };

export default async function Page({ searchParams }: PageProps<"/verify-email">) {
  const next = safeNext(firstOf((await searchParams).next));
  return (
    <>
      <NeedsScripts />
      <VerifyEmail next={next} />
    </>
  );
}
