import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

import { Cover } from "@/components/Cover";
import { TeachAct } from "@/features/teach/TeachAct";

export const metadata: Metadata = {
  title: "Teach",
  description: "Host live sessions: write one, open its seats, and meet the people who come.",
  alternates: { canonical: "/teach" },
};

const COVERS = [
  ["01900000-0000-7000-8000-0000000000a1", "Sourdough from a cold oven"],
  ["01900000-0000-7000-8000-0000000000a2", "Throwing your first bowl"],
  ["01900000-0000-7000-8000-0000000000a3", "Read the winter sky"],
] as const;

const STEPS = [
  [
    "Write it",
    "A title, what people will do, how long it takes, a price or none. The session is a draft that only you see, until you say otherwise.",
  ],
  [
    "Open the seats",
    "Set a start in your own time zone and how many may come. Everybody sees it in theirs. No seat is ever given to two people.",
  ],
  [
    "Meet them",
    "See who booked, with name and e-mail, and take the list along as a file. If you must move it, everyone is told and may leave with their money back.",
  ],
] as const;

export default function TeachPage() {
  return (
    <div className="page">
      <div className="grid items-center gap-x-[clamp(2rem,5vw,4.5rem)] gap-y-10 pt-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)] lg:pt-18">
        <div>
          <h1 className="max-w-136 text-hero">Teach what you know, live</h1>
          <p className="mt-4 mb-8 max-w-120 text-lg leading-normal">
            You bring the subject and an hour. This site shows it to people, keeps the seats and the
            money in order, and tells everybody when to come.
          </p>
          <TeachAct />
        </div>
        <div aria-hidden="true" className="grid grid-cols-2 gap-3">
          {COVERS.map(([id, title], place) => (
            <Cover
              key={id}
              id={id}
              title={title}
              topic={null}
              image={null}
              isEager
              className={place === 0 ? "col-span-2" : undefined}
            />
          ))}
        </div>
      </div>
      <section aria-labelledby="steps" className="mt-18">
        <h2 id="steps" className="text-xl">
          Three steps
        </h2>
        <ol className="mt-4 grid border-t border-line md:grid-cols-3 md:gap-x-8 md:border-t-0">
          {STEPS.map(([title, text], place) => (
            <li key={title} className="border-b border-line py-6 md:border-t md:border-b-0">
              <span
                aria-hidden="true"
                className="block text-[2.25rem] leading-none font-numeral tracking-[-0.05em] text-ink tabular-nums"
              >
                {place + 1}
              </span>
              <h3 className="mt-4 text-lg">{title}</h3>
              <p className="mt-1.5">{text}</p>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="money" className="mt-12 grid gap-x-8 md:mt-18 lg:grid-cols-3">
        <h2 id="money" className="text-xl">
          The money, plainly
        </h2>
        <dl className="mt-4 border-t border-line lg:col-span-2 lg:mt-0">
          <Fact term="What learners pay">
            Your price. Nothing is added to it, and nothing is taken off.
          </Fact>
          <Fact term="Payments here">
            Simulated. This installation has no payment service behind it: no card is charged and
            nothing is paid out, so you can try everything.
          </Fact>
          <Fact term="When a learner cancels">
            All of it goes back until the session starts, nothing after that.
          </Fact>
          <Fact term="When you cancel">
            Everybody gets everything back, and a mail that says so.{" "}
            <Link className="link" href="/cancellation-policy">
              The policy in full
            </Link>
          </Fact>
        </dl>
      </section>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 border-b border-line py-4 md:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="text-sm leading-relaxed text-ink-3">{term}</dt>
      <dd className="max-w-136 text-ink">{children}</dd>
    </div>
  );
}
