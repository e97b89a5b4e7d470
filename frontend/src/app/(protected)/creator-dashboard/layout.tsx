import type { ReactNode } from "react";

import { RoleGate } from "@/components/RoleGate";
import { CreatorNav } from "@/features/creator/desk/CreatorNav";

export default function CreatorLayout({ children }: { children: ReactNode }) {
  return (
    <RoleGate>
      <div className="page lg:grid lg:grid-cols-[184px_minmax(0,1fr)] lg:gap-[clamp(2rem,4vw,4rem)] print:px-0">
        <CreatorNav />
        {/* As high as the screen, so that the footer is out of sight while things load. */}
        <div className="min-h-dvh min-w-0 print:min-h-0">{children}</div>
      </div>
    </RoleGate>
  );
}
