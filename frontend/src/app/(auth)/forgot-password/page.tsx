import type { Metadata } from "next";

import { ForgotPassword } from "@/features/auth/mail/ForgotPassword";
import { NeedsScripts } from "@/features/auth/NeedsScripts";

export const metadata: Metadata = { title: "Forgot your password", robots: { index: false } };

export default function Page() {
  return (
    <>
      <NeedsScripts />
      <ForgotPassword />
    </>
  );
}
