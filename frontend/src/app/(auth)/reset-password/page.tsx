import type { Metadata } from "next";

import { ResetPassword } from "@/features/auth/mail/ResetPassword";
import { NeedsScripts } from "@/features/auth/NeedsScripts";

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } };

export default function Page() {
  return (
    <>
      <NeedsScripts />
      <ResetPassword />
    </>
  );
}
