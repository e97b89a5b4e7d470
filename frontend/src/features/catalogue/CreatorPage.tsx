import Link from "next/link";

import type { CreatorOutput } from "@/api/types.gen";
import { Avatar } from "@/components/Avatar";
import { JsonLd } from "@/components/JsonLd";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/state";
import { sinceWords } from "@/features/session/HostLine";
import { personName, shortName } from "@/lib/person";
import { siteUrl } from "@/lib/site";
import { dayOf } from "@/lib/time";

import { toCard } from "./card-session";
import { creatorHref, creatorQuery, type CreatorWithSessions } from "./creator";
import { ResultList } from "./ResultList";
import { ZoneLine } from "./ZoneLine";

type Props = CreatorWithSessions & { zone: string; now: Date };

/** Who somebody is to learners: what is planned, and what has been. */
export async function CreatorPage({ creator, page, cursor, zone, now }: Props) {
  const name = personName(creator);
  const href = creatorHref(creator.username);
  const query = new URLSearchParams(
    Object.entries(creatorQuery(creator.username)).map(([key, value]) => [key, String(value)]),
  ).toString();
  return (
    <div className="page">
      <header className="flex flex-wrap items-end gap-x-6 gap-y-4 pt-6 md:pt-12">
        <Avatar name={name} src={creator.avatar} size={80} />
        <div className="min-w-0">
          <h1 className="text-hero">
            <span dir="auto">{name}</span> <br />
            <span className="text-ink-3">{upcomingWords(creator.upcoming)}</span>
          </h1>
        </div>
      </header>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-8 border-y border-line text-sm text-ink-3">
        <p className="min-h-11 py-3">{sinceWords(creator)}</p>
        <ZoneLine zone={zone} now={now} />
      </div>
      <section aria-labelledby="planned" className="pt-8">
        <h2 id="planned" className="sr-only">
          Planned sessions
        </h2>
        {page.items.length === 0 ? (
          <NothingPlanned creator={creator} />
        ) : (
          <>
            {cursor && (
              <p className="-mt-6 mb-2 text-sm">
                <Link href={href} className="tap link">
                  Back to the first sessions
                </Link>
              </p>
            )}
            <ResultList
              key={`${query} ${cursor}`}
              first={page.items.map(toCard)}
              cursor={page.cursor}
              query={query}
              href={href}
              layout="dated"
              extent={{
                isFromStart: cursor === null,
                total: cursor ? null : creator.upcoming,
                counted: null,
              }}
              today={dayOf(now, zone)}
              {...{ zone, now }}
            />
          </>
        )}
      </section>
      <JsonLd data={await personData(creator)} />
    </div>
  );
}

function NothingPlanned({ creator }: { creator: CreatorOutput }) {
  return (
    <EmptyState
      title="Nothing planned right now"
      as="h3"
      acts={
        <Link href="/" className={buttonClasses()}>
          Browse sessions
        </Link>
      }
    >
      When {shortName(creator)} sets a date it is here, with its time in your own zone.
    </EmptyState>
  );
}

function upcomingWords(count: number): string {
  if (count === 0) return "No sessions planned";
  return `${count} ${count === 1 ? "session" : "sessions"} planned`;
}

async function personData(creator: CreatorOutput) {
  const url = new URL(creatorHref(creator.username), await siteUrl()).href;
  return {
    "@type": "ProfilePage",
    mainEntity: {
      "@type": "Person",
      name: personName(creator),
      alternateName: creator.username,
      url,
      ...(creator.avatar && { image: creator.avatar }),
    },
  };
}
