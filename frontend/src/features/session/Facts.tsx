import Link from "next/link";
import type { ReactNode } from "react";

import type { SessionOutput } from "@/api/types.gen";
import { isFree } from "@/lib/money";
import { FORMATS, languageName, LEVELS, TOPICS } from "@/lib/session-words";
import {
  dateWords,
  durationWords,
  inPlace,
  momentWords,
  rangeElsewhere,
  rangeWords,
  zoneLong,
} from "@/lib/time";

import { CopyPlace } from "./CopyPlace";

interface Props {
  session: SessionOutput;
  zone: string;
  now: Date;
}

/** What one wants to know before one decides, each as a fact. */
export function Facts({ session, zone, now }: Props) {
  return (
    <dl className="mt-12 border-t border-line md:grid md:grid-cols-[8.5rem_minmax(0,1fr)]">
      <Fact name="Starts">
        <Starts session={session} zone={zone} now={now} />
      </Fact>
      <About session={session} />
      {session.start_time ? (
        <Fact name="Group">
          {session.capacity === 1
            ? "The host and you"
            : `The host, and up to ${session.capacity} of you`}
        </Fact>
      ) : (
        <Fact name="Seats">
          {session.capacity} in all
          <Second>Each at a time of its own</Second>
        </Fact>
      )}
      <Fact name="If you cannot come">
        <Refund session={session} zone={zone} now={now} />
      </Fact>
    </dl>
  );
}

function About({ session: { topic, level, language, format, place } }: Pick<Props, "session">) {
  return (
    <>
      {format && (
        <Fact name="Where">
          {place ? (
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <bdi>{place}</bdi>
              <CopyPlace place={place} />
            </span>
          ) : (
            FORMATS[format]
          )}
          {format === "online" && <Second>From wherever you are</Second>}
        </Fact>
      )}
      {topic && (
        <Fact name="Topic">
          <Link href={`/?topic=${topic}`} className="-my-3 tap link">
            {TOPICS[topic]}
          </Link>
        </Fact>
      )}
      <Fact name="Level">{level ? LEVELS[level] : "For everybody"}</Fact>
      {language && <Fact name="Language">{languageName(language)}</Fact>}
    </>
  );
}

function Starts({ session, zone, now }: Props) {
  const { start_time: start, duration_minutes: minutes, time_zone: hostZone } = session;
  if (!start) {
    return (
      <>
        When you choose, for {durationWords(minutes)}
        <Second>
          You see times in {zoneLong(now, zone)}
          {zone !== hostZone && `; the host’s clock shows ${zoneLong(now, hostZone)}`}
        </Second>
      </>
    );
  }
  const elsewhere = rangeElsewhere(start, minutes, zone, hostZone);
  return (
    <>
      <time dateTime={start}>
        {dateWords(start, zone, { now })}, {rangeWords(start, minutes, zone)}
      </time>
      {elsewhere && (
        <Second>
          {elsewhere}, the host’s time{inPlace(hostZone)}
        </Second>
      )}
    </>
  );
}

function Refund({ session, zone, now }: Props) {
  const start = session.start_time;
  const until = start ? `until it starts, ${momentWords(start, zone, now)}` : "until it starts";
  return isFree(session.price) ? (
    <>
      Cancel {until}
      <Second>It costs nothing, and your seat goes to somebody else.</Second>
    </>
  ) : (
    <>
      Full refund {until}
      <Second>
        No refund after that. If the host moves or cancels it, you get everything back.
      </Second>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="pt-4 text-sm text-ink-3 md:border-b md:border-line md:pt-[1.05rem] md:pr-2 md:pb-4">
        {name}
      </dt>
      <dd className="border-b border-line pt-0.5 pb-4 leading-normal text-ink md:pt-4">
        {children}
      </dd>
    </>
  );
}

function Second({ children }: { children: ReactNode }) {
  return <span className="block text-sm text-ink-3">{children}</span>;
}
