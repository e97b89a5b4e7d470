"use client";

import type { ProviderOutput } from "@/api/types.gen";
import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ErrorState } from "@/components/ui/state";
import { ServiceMark } from "@/features/auth/ServiceMark";
import { useLeaving } from "@/features/auth/use-leaving";
import { headingOf, Section } from "@/features/profile/Section";
import { ApiError, outcomeWords } from "@/lib/problem";
import { dateWords } from "@/lib/time";

import { linkAt, unlink, useRefreshSecurity, useServices, type Identity } from "./queries";
import { RowsSkeleton } from "./RowsSkeleton";
import { useDeed } from "./use-deed";

/** Other services that one signs in with. Not there where none is set up and none was linked. */
export function Services({
  providers,
  zone,
  now,
}: {
  providers: readonly ProviderOutput[];
  zone: string;
  now: Date;
}) {
  const services = useServices();
  const refresh = useRefreshSecurity();
  const { run, busy, fault, problem } = useDeed();
  const [leavingTo, setLeavingTo] = useLeaving();
  if (providers.length === 0 && !services.data?.length) return null;

  const nameOf = (id: string) => providers.find((each) => each.id === id)?.name ?? id;
  const add = async (service: string) => {
    await run(service, async () => {
      const url = await linkAt(service);
      setLeavingTo(service);
      window.location.assign(url);
    });
  };
  const remove = async (identity: Identity) => {
    if (!(await run(String(identity.id), () => unlink(identity.id)))) return;
    toast(`${nameOf(identity.provider)} is unlinked.`);
    // The pressed button goes with its row.
    headingOf("services")?.focus();
    await refresh();
  };
  const isOnlyWay = fault instanceof ApiError && fault.code === "last_way_in";

  return (
    <Section
      id="services"
      title="Other services"
      text="Sign in with an account that you have elsewhere. We learn your name and e-mail from it, nothing else."
    >
      {services.data ? (
        <ul className="border-t border-line">
          {services.data.map((identity) => (
            <Row
              key={identity.id}
              service={identity.provider}
              name={nameOf(identity.provider)}
              text={`Linked ${day(identity.created_at)}, last used ${day(identity.last_used_at)}`}
              act="Unlink"
              isBusy={busy === String(identity.id)}
              onAct={() => void remove(identity)}
            />
          ))}
          {providers
            .filter(({ id }) => !services.data.some(({ provider }) => provider === id))
            .map(({ id, name }) => (
              <Row
                key={id}
                service={id}
                name={name}
                text="Not linked"
                act="Link"
                isBusy={busy === id || leavingTo === id}
                onAct={() => void add(id)}
              />
            ))}
        </ul>
      ) : services.isError ? (
        <ErrorState
          as="h3"
          title="Your services did not load"
          error={services.error}
          onRetry={() => void services.refetch()}
        />
      ) : (
        <RowsSkeleton what="Your services are" />
      )}
      {problem && (
        <Notice
          tone={isOnlyWay ? "warn" : "danger"}
          role="alert"
          title={
            isOnlyWay
              ? "This is your only way to sign in."
              : outcomeWords(fault, "Nothing was changed.")
          }
        >
          {isOnlyWay ? (
            <>
              Without it you could not come back.{" "}
              <a className="link" href="#password">
                Set a password first
              </a>
              , then unlink it.
            </>
          ) : (
            problem
          )}
        </Notice>
      )}
    </Section>
  );

  function day(instant: string): string {
    return dateWords(instant, zone, { weekday: "none", month: "short", now });
  }
}

function Row({
  service,
  name,
  text,
  act,
  isBusy,
  onAct,
}: {
  service: string;
  name: string;
  text: string;
  act: string;
  isBusy: boolean;
  onAct: () => void;
}) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-3">
      <ServiceMark service={service} />
      <p className="min-w-0 leading-snug">
        <span className="font-ui text-ink">{name}</span>
        <span className="mt-1 block text-sm text-ink-3">{text}</span>
      </p>
      <Button variant={act === "Link" ? "secondary" : "quiet"} isBusy={isBusy} onClick={onAct}>
        {act}
        <span className="sr-only"> {name}</span>
      </Button>
    </li>
  );
}
