import type { Metadata } from "next";

import { Callback } from "@/features/auth/callback/Callback";
import { NeedsScripts } from "@/features/auth/NeedsScripts";
import { readProviders } from "@/features/auth/providers";
import { firstOf } from "@/lib/safe-next";

export const metadata: Metadata = { title: "Signing in", robots: { index: false } };

/** Only the browser looks at the `code`: it works once, and is nothing to write down on the way. */
export default async function CallbackPage({ searchParams }: PageProps<"/callback">) {
  const { code, error } = await searchParams;
  return (
    <>
      <NeedsScripts />
      <Callback
        providers={await readProviders()}
        error={code === undefined ? (firstOf(error)?.slice(0, 40) ?? null) : null}
      />
    </>
  );
}
