import type { Metadata } from "next";

import { KeepEmail } from "@/features/auth/mail/KeepEmail";
import { NeedsScripts } from "@/features/auth/NeedsScripts";

export const metadata: Metadata = { title: "Your e-mail", robots: { index: false } };

export default function Page() {
  return (
    <>
      <NeedsScripts />
      <KeepEmail />
    </>
  );
}
