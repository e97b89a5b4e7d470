import Link from "next/link";

import type { SessionOutput } from "@/api/types.gen";
import { toCard } from "@/features/catalogue/card-session";
import { shortName } from "@/lib/person";

import { MoreSessions } from "./MoreSessions";

export interface OtherSessions {
  /** Of the same host, soonest first. */
  byHost: SessionOutput[];
  /** Of anybody, with free seats; for when this one can't be booked. */
  byAnybody: SessionOutput[];
}

const ALL = { href: "/", label: "All sessions" };

/** The way on below a session; always there, because the box leads to it. */
export function Others({
  session,
  others,
  hasProfile,
}: {
  session: SessionOutput;
  others: OtherSessions;
  hasProfile: boolean;
}) {
  const host = session.creator_details;
  const hasCards = others.byHost.length + others.byAnybody.length > 0;
  return (
    <div id="more" tabIndex={-1} className="outline-none">
      {others.byHost.length > 0 && (
        <MoreSessions
          title={`More from ${shortName(host)}`}
          sessions={others.byHost.map(toCard)}
          link={hasProfile ? { href: `/creators/${host.username}`, label: "See profile" } : ALL}
        />
      )}
      {others.byAnybody.length > 0 && (
        <MoreSessions title="With seats left" sessions={others.byAnybody.map(toCard)} link={ALL} />
      )}
      {!hasCards && (
        <p className="mt-12">
          <Link href="/" className="tap link">
            See all sessions
          </Link>
        </p>
      )}
    </div>
  );
}
