import type { Metadata } from "next";

import { readProviders } from "@/features/auth/providers";
import { Security } from "@/features/security/Security";
import { SecurityHead } from "@/features/security/SecurityHead";

export const metadata: Metadata = { title: "Sign-in and security" };

export default async function SecurityPage() {
  return (
    <div className="page">
      <SecurityHead />
      <Security providers={await readProviders()} now={new Date()} />
    </div>
  );
}
