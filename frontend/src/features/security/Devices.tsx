"use client";

import { Monitor, Smartphone } from "lucide-react";

import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { ErrorState } from "@/components/ui/state";
import { headingOf, Section } from "@/features/profile/Section";
import { outcomeWords } from "@/lib/problem";
import { momentWords } from "@/lib/time";

import { isHandheld, placeWords, programWords } from "./device-words";
import { endDevice, endOtherDevices, useDevices, useRefreshSecurity, type Device } from "./queries";
import { RowsSkeleton } from "./RowsSkeleton";
import { useDeed } from "./use-deed";

export function Devices({ zone, now }: { zone: string; now: Date }) {
  const devices = useDevices();
  const refresh = useRefreshSecurity();
  const { run, busy, fault, problem } = useDeed();
  const others = devices.data?.filter(({ current }) => !current).length ?? 0;

  const goOn = () => {
    // The pressed button goes with its row.
    headingOf("devices")?.focus();
    return refresh();
  };
  const end = async (device: Device) => {
    if (!(await run(device.id, () => endDevice(device.id)))) return;
    toast(`${programWords(device.user_agent)} is signed out.`);
    await goOn();
  };
  const endOthers = async () => {
    if (!(await run("others", endOtherDevices))) return;
    toast("Every other device is signed out.");
    await goOn();
  };

  return (
    <Section
      id="devices"
      title="Where you are signed in"
      text="What each program says about itself. If you do not know one, sign it out and change your password."
    >
      {devices.data ? (
        <ul className="border-t border-line">
          {sorted(devices.data).map((device) => (
            <Row
              key={device.id}
              device={device}
              zone={zone}
              now={now}
              isBusy={busy === device.id}
              onEnd={() => void end(device)}
            />
          ))}
        </ul>
      ) : devices.isError ? (
        <ErrorState
          as="h3"
          title="Your devices did not load"
          error={devices.error}
          onRetry={() => void devices.refetch()}
        />
      ) : (
        <RowsSkeleton what="Your devices are" />
      )}
      {problem && (
        <Notice tone="danger" role="alert" title={outcomeWords(fault, "It is still signed in.")}>
          {problem}
        </Notice>
      )}
      {others > 0 && (
        <Button
          className="justify-self-start"
          isBusy={busy === "others"}
          onClick={() => void endOthers()}
        >
          {others === 1 ? "Sign out the other device" : `Sign out all ${others} others`}
        </Button>
      )}
    </Section>
  );
}

function sorted(devices: readonly Device[]): Device[] {
  return [...devices].sort((one, other) => Number(other.current) - Number(one.current));
}

function Row({
  device,
  zone,
  now,
  isBusy,
  onEnd,
}: {
  device: Device;
  zone: string;
  now: Date;
  isBusy: boolean;
  onEnd: () => void;
}) {
  const name = programWords(device.user_agent);
  const Icon = isHandheld(device.user_agent) ? Smartphone : Monitor;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-4 gap-y-2 border-b border-line py-4 md:grid-cols-[1.25rem_minmax(0,1fr)_auto]">
      <Icon size={20} strokeWidth={1.6} aria-hidden="true" className="mt-0.5 text-ink-3" />
      <div className="min-w-0 leading-snug">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-ui text-ink">{name}</span>
          {device.current && <Chip tone="live">This device</Chip>}
        </p>
        <p className="mt-1 text-sm text-ink-3">
          {device.current
            ? `Signed in ${momentWords(device.created_at, zone, now)}`
            : `Last used ${momentWords(device.last_used_at ?? device.created_at, zone, now)}`}
          , from {placeWords(device.address_prefix)}
        </p>
      </div>
      {!device.current && (
        <Button
          variant="quiet"
          className="-ml-3 justify-self-start max-md:col-start-2 md:ml-0"
          isBusy={isBusy}
          onClick={onEnd}
        >
          Sign out<span className="sr-only"> {name}</span>
        </Button>
      )}
    </li>
  );
}
