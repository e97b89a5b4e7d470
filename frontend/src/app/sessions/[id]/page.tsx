import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Suspense } from "react";

import { JsonLd } from "@/components/JsonLd";
import { futureInstant, isClosed } from "@/features/session/book/box-state";
import { eventData } from "@/features/session/event-data";
import { HiddenSession } from "@/features/session/HiddenSession";
import { readCreator, readOthers, readSession } from "@/features/session/read-session";
import { SessionMissing } from "@/features/session/SessionMissing";
import { SessionSkeleton } from "@/features/session/SessionSkeleton";
import { SessionView } from "@/features/session/SessionView";
import { exactPrice, isFree } from "@/lib/money";
import { personName } from "@/lib/person";
import { firstOf } from "@/lib/safe-next";
import { whereWords } from "@/lib/session-words";
import { siteUrl } from "@/lib/site";
import { dateWords } from "@/lib/time";
import { viewer } from "@/lib/viewer";

type Props = PageProps<"/sessions/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  // When it can't be read, the page says so. Its head only needs a title.
  const session = await readSession(id).catch(() => null);
  if (!session) return { title: "Session", robots: { index: false } };
  const facts = [
    personName(session.creator_details),
    session.start_time && dateWords(session.start_time, session.time_zone),
    whereWords(session),
    isFree(session.price) ? "Free" : exactPrice(session.price, session.currency),
  ];
  const description = `${facts.filter(Boolean).join(" · ")}. ${session.description}`;
  const path = `/sessions/${session.id}`;
  const card = { title: session.title, description: shortened(description) };
  return {
    ...card,
    alternates: { canonical: path },
    openGraph: { ...card, url: path, type: "website" },
  };
}

/**
 * A document waits for the session, so that it can be a real 404 and can be read without
 * scripts. On the way from another page the outline shows at once.
 */
export default async function SessionPage(props: Props) {
  const isDocument = (await headers()).get("sec-fetch-dest") !== "empty";
  if (isDocument) return <Session {...props} />;
  return (
    <Suspense fallback={<SessionSkeleton />}>
      <Session {...props} />
    </Suspense>
  );
}

async function Session({ params, searchParams }: Props) {
  const { id } = await params;
  const [session, { hint, zone }] = await Promise.all([readSession(id), viewer()]);
  const now = new Date();
  if (!session) {
    if (!hint) notFound();
    return <HiddenSession id={id} now={now} missing={<SessionMissing />} />;
  }
  const [creator, others, site] = await Promise.all([
    readCreator(session.creator_details.username),
    readOthers(session, isClosed(session, now)),
    siteUrl(),
  ]);
  const event = eventData(session, site);
  const at = session.start_time ? undefined : firstOf((await searchParams).at);
  return (
    <>
      {event && <JsonLd data={event} />}
      <SessionView {...{ session, creator, others, zone, now }} at={futureInstant(at, now)} />
    </>
  );
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 160 ? line : `${line.slice(0, 157).replace(/\s+\S*$/, "")} …`;
}
