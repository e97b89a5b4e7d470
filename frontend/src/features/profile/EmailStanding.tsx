"use client";

import Link from "next/link";
import { useState } from "react";

import { SendAgain } from "@/components/SendAgain";
import { toast } from "@/components/Toaster";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAuth, type User } from "@/context/AuthContext";
import { wordsFor } from "@/lib/problem";

const CODE = "/verify-email?next=%2Fprofile";

/** Below the address: that it is not confirmed yet, or that another one waits to be. */
export function EmailStanding({ user }: { user: User }) {
  const waits = user.pending_email;
  if (!waits && user.email_verified) return null;
  const to = waits ?? user.email;
  return (
    <Notice title={waits ? "A change is waiting." : "Not confirmed yet."}>
      {waits ? (
        <>
          <bdi className="font-ui text-ink">{waits}</bdi> takes the place of {user.email} when it
          has been confirmed{user.email_verified && ", by the old address as well"}.
        </>
      ) : (
        "Show that the address is yours: it is how you get your account back."
      )}
      <div className="mt-2 -mb-1 flex flex-wrap items-start gap-x-1 gap-y-2">
        <Link href={CODE} className={buttonClasses({ size: "sm" })}>
          Type the code
        </Link>
        <SendAgain
          size="sm"
          label="Send the mail"
          send={async () => (await import("@/lib/recovery")).resendMail(to)}
        />
        {waits && <KeepPresent />}
      </div>
    </Notice>
  );
}

function KeepPresent() {
  const { reload } = useAuth();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const keep = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      await (await import("@/lib/recovery")).takeChangeBack();
      await reload();
      toast("Your e-mail stays as it was.");
    } catch (error) {
      setProblem(wordsFor(error));
      setIsBusy(false);
    }
  };
  return (
    <div>
      <Button variant="quiet" size="sm" isBusy={isBusy} onClick={() => void keep()}>
        Keep the present one
      </Button>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
