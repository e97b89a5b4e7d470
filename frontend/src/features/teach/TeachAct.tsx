"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";

import { toast } from "@/components/Toaster";
import { buttonClasses } from "@/components/ui/button";
import { useAuth } from "@/context/AuthContext";
import { BecomeCreator } from "@/features/profile/BecomeCreator";
import { doorTo } from "@/lib/doors";

/** The way to the desk, from wherever one is. */
export function TeachAct() {
  const { user, hint } = useAuth();
  const router = useRouter();
  const role = user?.role ?? hint?.role;
  if (role === "CREATOR") {
    return (
      <Link href="/creator-dashboard" className={buttonClasses({ variant: "primary" })}>
        Open your creator dashboard
      </Link>
    );
  }
  if (role) {
    return (
      <div className="grid gap-3">
        <BecomeCreator
          variant="primary"
          onDone={() => {
            toast("You are a creator now. This is your desk.");
            router.push("/creator-dashboard");
          }}
        />
        <p className="text-sm text-ink-3">
          Your bookings stay as they are. There is no way back to being a learner only.
        </p>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Link
        href={doorTo("/register", "/creator-dashboard", "CREATOR")}
        className={buttonClasses({ variant: "primary" })}
      >
        Create a creator account
      </Link>
      <Link href={doorTo("/login", "/teach")} className="tap text-sm link">
        I have an account
      </Link>
    </div>
  );
}
