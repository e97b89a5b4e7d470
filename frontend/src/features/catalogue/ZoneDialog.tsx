"use client";

import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { ZONE, ZONE_PICKED } from "@/lib/cookies";
import { allZones, clock, placeOf, zoneShort } from "@/lib/time";

/** For strangers: those who have an account save their zone in it. */
export default function ZoneDialog({ zone, onClose }: { zone: string; onClose: () => void }) {
  const router = useRouter();
  const [now] = useState(() => new Date());
  const [chosen, setChosen] = useState(zone);
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const use = (next: string, isPicked: boolean) => {
    remember(ZONE, next);
    if (isPicked) remember(ZONE_PICKED, "1");
    else forget(ZONE_PICKED);
    router.refresh();
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Time zone"
      description="All hours and days on this site are shown in it. It stays on this device."
    >
      <form
        className="grid gap-5"
        onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          use(chosen, true);
        }}
      >
        <SelectField
          label="Show times in"
          hint={`There it is ${clock(now, chosen)} ${zoneShort(now, chosen)} now.`}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {regions(zone).map(([region, zones]) => (
            <optgroup key={region} label={region}>
              {zones.map((each) => (
                <option key={each} value={each}>
                  {placeOf(each)}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary">
            Show times in {placeOf(chosen)}
          </Button>
          {device && device !== zone && (
            <Button variant="quiet" onClick={() => use(device, false)}>
              Follow this device ({placeOf(device)})
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** The zones by the part of the world that their names begin with. */
function regions(current: string): [region: string, zones: string[]][] {
  const found = new Map<string, string[]>();
  // A browser knows more names than it lists.
  for (const zone of new Set([...allZones(), current])) {
    const region = zone.includes("/") ? (zone.split("/")[0] ?? zone) : "World";
    found.set(region, [...(found.get(region) ?? []), zone]);
  }
  return [...found];
}

function remember(name: string, value: string): void {
  const encoded = encodeURIComponent(value);
  document.cookie = `${name}=${encoded}; path=/; max-age=31536000; samesite=lax`;
}

function forget(name: string): void {
  document.cookie = `${name}=; path=/; max-age=0; samesite=lax`;
}
