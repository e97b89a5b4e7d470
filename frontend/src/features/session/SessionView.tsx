import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import type { CreatorOutput, SessionOutput } from "@/api/types.gen";
import { Cover } from "@/components/Cover";

import { BookBar } from "./book/BookBar";
import { BookingBox } from "./book/BookingBox";
import { BookingProvider } from "./book/BookingProvider";
import { Description } from "./Description";
import { Facts } from "./Facts";
import { HostLine } from "./HostLine";
import { Others, type OtherSessions } from "./Others";

export interface SessionViewProps {
  session: SessionOutput;
  /** Null when there is no public page about them. */
  creator: CreatorOutput | null;
  zone: string;
  now: Date;
  /** The date of an open session that the address asks for. */
  at: string | null;
  /** Above everything: that it is a draft, or cancelled. */
  banner?: ReactNode;
  others: OtherSessions;
}

/** A session, drawn by the server, or by the browser for those who may see a hidden one. */
export function SessionView({ session, creator, zone, now, at, banner, others }: SessionViewProps) {
  const cards = [...others.byHost, ...others.byAnybody].map((each) => each.id);
  return (
    <BookingProvider session={session} zone={zone} now={now} at={at} others={cards}>
      <div className="page pb-12">
        <Link href="/" className="mt-4 mb-2 tap gap-2 text-sm font-ui text-ink-3 hover:text-ink">
          <ArrowLeft size={16} strokeWidth={1.6} aria-hidden="true" />
          All sessions
        </Link>
        {banner}
        <div className="grid gap-x-[clamp(2.5rem,6vw,5rem)] lg:grid-cols-[minmax(0,1fr)_min(23.25rem,42%)] lg:grid-rows-[auto_1fr]">
          <header>
            <h1 className="text-hero" dir="auto">
              {session.title}
            </h1>
            <HostLine person={session.creator_details} creator={creator} />
          </header>
          <aside
            aria-label="Book a seat"
            className="hidden pt-6 md:block lg:sticky lg:top-22 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:self-start lg:pt-0"
          >
            <BookingBox />
          </aside>
          <div className="min-w-0">
            <Cover
              id={session.id}
              title={session.title}
              topic={session.topic}
              image={session.image}
              isEager
              className="-mx-(--gutter) mt-6 rounded-none md:mx-0 md:rounded-md"
            />
            <Description text={session.description} />
            <Facts session={session} zone={zone} now={now} />
          </div>
        </div>
        <Others session={session} others={others} hasProfile={creator !== null} />
      </div>
      <BookBar />
    </BookingProvider>
  );
}
