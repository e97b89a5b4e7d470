import type { Metadata } from "next";
import Link from "next/link";

import { Lead } from "@/components/Lead";

export const metadata: Metadata = {
  title: "Terms",
  description: "What learners, creators and whoever runs this site can expect of each other.",
  alternates: { canonical: "/terms" },
};

export default function TermsPage() {
  return (
    <>
      <h1>Terms</h1>
      <Lead>
        What learners, creators and whoever runs this site can expect of each other. Short, and in
        plain words.
      </Lead>

      <h2>This installation</h2>
      <p>
        The software is open and hosted by the person or organization that invited you. They run
        this site and decide who may use it. Payments are simulated: no money is owed, charged or
        paid out.
      </p>

      <h2>Learners</h2>
      <ul>
        <li>A booking is for you, one seat of each session. Come, or cancel so that others can.</li>
        <li>
          You can cancel until the start, as the{" "}
          <Link href="/cancellation-policy">cancellation policy</Link> says.
        </li>
        <li>Keep your password to yourself; what is done with your account is yours.</li>
      </ul>

      <h2>Creators</h2>
      <ul>
        <li>Describe what people will get, and hold what you publish.</li>
        <li>
          Use the names and e-mails of those who booked for the session they booked, and for nothing
          else.
        </li>
        <li>Publish only texts and pictures that you may publish.</li>
        <li>If you cannot hold a session, cancel it here. Everybody gets everything back.</li>
      </ul>

      <h2>Whoever runs this site</h2>
      <ul>
        <li>
          Keeps what is stored as the <Link href="/privacy">privacy page</Link> says.
        </li>
        <li>
          May take down what breaks the law or harms others, and close the accounts behind it.
        </li>
        <li>Offers the site as it is, and is glad to hear when something is wrong.</li>
      </ul>
    </>
  );
}
