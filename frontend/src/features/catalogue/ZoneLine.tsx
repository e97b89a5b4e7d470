"use client";

import { Globe } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";

import { useAuth } from "@/context/AuthContext";
import { placeOf, zoneShort } from "@/lib/time";

const ZoneDialog = dynamic(() => import("./ZoneDialog"), { ssr: false });

/** Which zone all hours on the page are of, and the way to another. */
export function ZoneLine({ zone, now }: { zone: string; now: Date }) {
  const { user, hint } = useAuth();
  const [isOpen, setIsOpen] = useState(false);
  const place = placeOf(zone);
  const short = zoneShort(now, zone);
  return (
    <div className="inline-flex min-h-11 items-center gap-2 text-sm text-ink-3">
      <Globe size={18} strokeWidth={1.6} aria-hidden="true" className="shrink-0" />
      <span>
        Times in {place}
        {place !== short && ` (${short})`}
      </span>
      {user || hint ? (
        <Link href="/profile#time-zone" className="tap link">
          Change<span className="sr-only"> your time zone</span>
        </Link>
      ) : (
        // Without scripts nothing could remember the choice.
        <button
          type="button"
          aria-haspopup="dialog"
          className="tap link noscript:hidden"
          onClick={() => setIsOpen(true)}
        >
          Change<span className="sr-only"> the time zone</span>
        </button>
      )}
      {isOpen && <ZoneDialog zone={zone} onClose={() => setIsOpen(false)} />}
    </div>
  );
}
