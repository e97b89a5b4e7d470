import type { ReactNode } from "react";

import { readProviders } from "@/features/auth/providers";
import { Prover } from "@/features/security/Prover";

export default async function ProfileLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Prover providers={await readProviders()} />
    </>
  );
}
