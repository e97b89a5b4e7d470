import type { ReactNode } from "react";

import { Prover } from "@/features/security/Prover";

export default function ProfileLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Prover />
    </>
  );
}
