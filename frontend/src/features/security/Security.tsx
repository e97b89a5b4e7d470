"use client";

import type { ProviderOutput } from "@/api/types.gen";
import { useAuth } from "@/context/AuthContext";
import { useNow } from "@/lib/use-now";

import { Deletion } from "./Deletion";
import { Devices } from "./Devices";
import { Export } from "./Export";
import { Log } from "./Log";
import { Password } from "./Password";
import { SecondFactor } from "./SecondFactor";
import { SecuritySkeleton } from "./SecuritySkeleton";
import { Services } from "./Services";

export function Security({
  providers,
  now: initial,
}: {
  providers: readonly ProviderOutput[];
  now: Date;
}) {
  const { user, zone } = useAuth();
  const now = useNow(initial);
  if (!user) return <SecuritySkeleton />;
  return (
    <div className="mt-8">
      <Password user={user} />
      <SecondFactor zone={zone} now={now} />
      <Services providers={providers} zone={zone} now={now} />
      <Devices zone={zone} now={now} />
      <Log zone={zone} now={now} />
      <Export zone={zone} now={now} />
      <Deletion user={user} />
    </div>
  );
}
