import type { Metadata } from "next";
import Link from "next/link";

import { Lead } from "@/components/Lead";

export const metadata: Metadata = {
  title: "Privacy",
  description: "What is stored, who sees it, and which cookies there are.",
  alternates: { canonical: "/privacy" },
};

export default function PrivacyPage() {
  return (
    <>
      <h1>Privacy</h1>
      <Lead>
        This site runs on a server of whoever invited you here. It stores what booking and teaching
        need, on that server, and nothing to follow you around. There are no trackers, no
        advertising, and no services of others in its pages.
      </Lead>

      <h2>What is stored</h2>
      <ul>
        <li>
          Your account: e-mail, username, role, time zone, the day it began, and, if you gave them,
          your name and the address of a picture. Of your password only a hash that it cannot be
          read from.
        </li>
        <li>
          Your bookings and their history, with what was paid and refunded. Payments are simulated
          here, so there are no card numbers.
        </li>
        <li>The sessions you host, and the mails that were sent to you about all of this.</li>
        <li>
          For each sign-in the network and the program it came from, to tell a stranger&apos;s tries
          from yours. It goes about a month after the sign-in was last used.
        </li>
        <li>
          What happened to your account, such as a new password or device, for a year. You see all
          of it under <Link href="/profile/security">Sign-in and security</Link>.
        </li>
        <li>
          If you sign in with another service: which one, and its number for you. Of a passkey the
          half that is no secret.
        </li>
        <li>
          A line in the server&apos;s log for each request: what was asked for and which account
          asked.
        </li>
      </ul>

      <h2>Who sees it</h2>
      <ul>
        <li>
          The host of a session you book: your name, username, picture and e-mail, and what you paid
          for it.
        </li>
        <li>
          Everybody, if you are a creator: your name, username, picture, how long you have been here
          and the sessions you publish.
        </li>
        <li>Whoever runs this site. Nobody else; learners do not see each other.</li>
      </ul>

      <h2>Cookies and storage</h2>
      <ul>
        <li>
          <strong>refresh</strong>: keeps you signed in for up to 30 days. No script can read it.
        </li>
        <li>
          <strong>hint</strong>: your role, initials and time zone, so that pages look right from
          the first moment. It goes when you sign out.
        </li>
        <li>
          <strong>browser</strong>: while you sign in with another service, so that nobody else can
          finish it; an hour at most.
        </li>
        <li>
          <strong>zone</strong> and <strong>zone_picked</strong>: the time zone of your device or of
          your choice, for a year.
        </li>
        <li>
          Your browser also keeps the theme you chose and, until the tab is closed, where you were
          in a list or a form.
        </li>
      </ul>
      <p>All of these are needed for what the site does. None of them is for counting visits.</p>

      <h2>Pictures from elsewhere</h2>
      <p>
        Hosts and learners may show pictures by giving an address. Your browser fetches such a
        picture from where it is, without saying which page you were on. Links to calendars of
        others open only when you press them.
      </p>

      <h2>Leaving</h2>
      <p>
        You can change all you gave in your profile, and remove bookings that are over from your
        lists. Under <Link href="/profile/security#export">Sign-in and security</Link> you get a
        file with everything about you, and delete your account. Records of money stay, because the
        books need them, but without your name.
      </p>
    </>
  );
}
