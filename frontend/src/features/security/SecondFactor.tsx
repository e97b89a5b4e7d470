"use client";

import dynamic from "next/dynamic";
import { useState } from "react";

import { toast } from "@/components/Toaster";
import { Notice } from "@/components/ui/notice";
import { ErrorState } from "@/components/ui/state";
import { Section } from "@/features/profile/Section";
import { dateWords } from "@/lib/time";

import { ConfirmDialog } from "./ConfirmDialog";
import {
  beginTotp,
  makeRecoveryCodes,
  removeTotp,
  useSecondFactor,
  type Enrollment,
  type SecondFactor as Factors,
} from "./factor-queries";
import { FactorRow } from "./FactorRow";
import { Passkeys } from "./Passkeys";
import { useRefreshSecurity } from "./queries";
import { RecoveryDialog } from "./RecoveryDialog";
import { RowsSkeleton } from "./RowsSkeleton";
import { useDeed } from "./use-deed";

/** Brings the drawing of QR codes along. */
const TotpDialog = dynamic(() => import("./TotpDialog"), { ssr: false });

type Opened =
  | { kind: "totp"; enrollment: Enrollment }
  | { kind: "codes"; codes: readonly string[] }
  | { kind: "remove" }
  | { kind: "renew" };

/** What is asked beside the password: an app's digits, a passkey, or a code on paper. */
export function SecondFactor({ zone, now }: { zone: string; now: Date }) {
  const factors = useSecondFactor();
  return (
    <Section
      id="second-step"
      title="Second step"
      text="With one of them a password alone lets nobody in. A passkey also signs you in by itself."
    >
      {factors.data ? (
        <Held factors={factors.data} zone={zone} now={now} />
      ) : factors.isError ? (
        <ErrorState
          as="h3"
          title="Your second step did not load"
          error={factors.error}
          onRetry={() => void factors.refetch()}
        />
      ) : (
        <RowsSkeleton what="Your second step is" />
      )}
    </Section>
  );
}

function Held({ factors, zone, now }: { factors: Factors; zone: string; now: Date }) {
  const refresh = useRefreshSecurity();
  const { run, busy, problem } = useDeed();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { totp, passkeys, recovery_codes_left: left } = factors;
  const hasAny = totp !== null || passkeys.length > 0;

  const show = async (codes: readonly string[]) => {
    setOpened(codes.length > 0 ? { kind: "codes", codes } : null);
    await refresh();
  };
  const setUp = () =>
    run("totp", async () => setOpened({ kind: "totp", enrollment: await beginTotp() }));

  return (
    <>
      <ul className="border-t border-line">
        <FactorRow
          name="Authenticator app"
          text={
            totp
              ? `Set up ${dateWords(totp.confirmed_at, zone, { weekday: "none", now })}`
              : "Six digits from an app on your phone"
          }
          act={totp ? "Remove" : "Set up"}
          isQuiet={totp !== null}
          isBusy={busy === "totp"}
          onAct={() => (totp ? setOpened({ kind: "remove" }) : void setUp())}
        />
        {hasAny && (
          <FactorRow
            name="Recovery codes"
            text={left === 1 ? "1 is left" : `${left} are left`}
            act="Make new ones"
            isQuiet
            onAct={() => setOpened({ kind: "renew" })}
          />
        )}
      </ul>
      {hasAny && left < 3 && (
        <Notice tone="warn" title="Few recovery codes are left.">
          Make new ones, so that you can come back without your phone.
        </Notice>
      )}
      <Passkeys passkeys={passkeys} zone={zone} now={now} onCodes={show} />
      {problem && (
        <Notice tone="danger" role="alert" title="Nothing was changed.">
          {problem}
        </Notice>
      )}
      {opened?.kind === "totp" && (
        <TotpDialog
          enrollment={opened.enrollment}
          onClose={() => setOpened(null)}
          onDone={(codes) => {
            toast("Your authenticator app is set up.");
            void show(codes);
          }}
        />
      )}
      {opened?.kind === "codes" && (
        <RecoveryDialog codes={opened.codes} onClose={() => setOpened(null)} />
      )}
      {opened?.kind === "remove" && (
        <ConfirmDialog
          title="Remove the authenticator app?"
          text={
            passkeys.length > 0
              ? "Your passkeys stay the second step. The app's codes no longer work."
              : "Your password alone will let you in again, and your recovery codes are gone."
          }
          act="Remove the app"
          keep="Keep it"
          deed={removeTotp}
          onClose={() => setOpened(null)}
          onDone={() => {
            toast("The authenticator app is removed.");
            void show([]);
          }}
        />
      )}
      {opened?.kind === "renew" && (
        <ConfirmDialog
          title="Make new recovery codes?"
          text="The ones that you kept no longer work from then on."
          act="Make new codes"
          keep="Keep the old ones"
          deed={makeRecoveryCodes}
          onClose={() => setOpened(null)}
          onDone={(codes) => void show(codes)}
        />
      )}
    </>
  );
}
