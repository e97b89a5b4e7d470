"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useAuth } from "@/context/AuthContext";
import { FactorForm } from "@/features/auth/FactorForm";
import { PasswordProof } from "@/features/auth/PasswordProof";
import { ProviderButtons } from "@/features/auth/ProviderButtons";
import { wordsFor } from "@/lib/problem";

import { askOwnPasskey, prove, useProviders, useWaysToProve } from "./factor-queries";

interface Props {
  returnFocus: () => HTMLElement | null;
  onEnd: (isProved: boolean) => void;
}

/** The page below keeps what was typed; the deed goes on by itself. */
export default function ProofDialog({ returnFocus, onEnd }: Props) {
  const ways = useWaysToProve();
  const isRecent = ways.data?.recent ?? false;
  useEffect(() => {
    // Another tab was faster.
    if (isRecent) onEnd(true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once
  }, [isRecent]);

  return (
    <Dialog
      isOpen
      onClose={() => onEnd(false)}
      returnFocus={returnFocus}
      title="Prove once more that it is you"
      description="What you are about to do is worth a second look. It goes on by itself afterwards, and for five minutes nobody asks again."
    >
      <div className="min-h-40">
        {ways.data ? (
          <Ways methods={ways.data.methods} onProved={() => onEnd(true)} />
        ) : ways.isError ? (
          <Notice tone="danger" role="alert" title={wordsFor(ways.error)}>
            <button type="button" className="link" onClick={() => void ways.refetch()}>
              Try again
            </button>
          </Notice>
        ) : (
          <div aria-busy="true" className="grid gap-3">
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-12 rounded-md" />
          </div>
        )}
      </div>
      <Button variant="quiet" className="mt-3 w-full" onClick={() => onEnd(false)}>
        Leave it as it is
      </Button>
    </Dialog>
  );
}

function Ways({ methods, onProved }: { methods: readonly string[]; onProved: () => void }) {
  const { user } = useAuth();
  if (methods.includes("password")) {
    return (
      <PasswordProof
        email={user?.email ?? ""}
        act="Go on"
        hasFocus
        onAnswer={async (password) => {
          await prove({ password });
          onProved();
        }}
      />
    );
  }
  if (methods.includes("provider")) return <ByService />;
  if (methods.length === 0) {
    return (
      <p>
        Your account has no password yet. Have a link sent to your e-mail that sets one:{" "}
        <a className="link" href="/forgot-password">
          set a password
        </a>
        .
      </p>
    );
  }
  return (
    <FactorForm
      methods={methods}
      act="Go on"
      askPasskey={askOwnPasskey}
      onAnswer={async (answer) => {
        await prove(answer);
        onProved();
      }}
    />
  );
}

function ByService() {
  const pathname = usePathname();
  const providers = useProviders();
  return (
    <div className="grid gap-4">
      <p>You sign in with another service, so do that once more. You come back to this page.</p>
      {providers.isError && <Notice tone="danger" role="alert" title={wordsFor(providers.error)} />}
      <ProviderButtons providers={providers.data ?? []} next={pathname} />
    </div>
  );
}
