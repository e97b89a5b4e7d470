import type { Metadata } from "next";
import Link from "next/link";

import { Lead } from "@/components/Lead";

export const metadata: Metadata = {
  title: "Help",
  description: "How booking, paying, cancelling and teaching work here.",
  alternates: { canonical: "/help" },
};

export default function HelpPage() {
  return (
    <>
      <h1>Help</h1>
      <Lead>
        The short answers. What a page can tell you itself, like the sum that comes back to you, it
        tells you before you press a button.
      </Lead>

      <h2 id="booking">Booking a seat</h2>
      <p>
        Choose a session and book. The seat is held for you for ten minutes while you pay; nobody
        else can take it in that time. If you need longer, the seat may go to someone else, and
        nothing is charged. You can hold or book one seat of each session.
      </p>
      <p>
        A session without a date is open: you choose the day and hour when you book. A free session
        is booked with one press.
      </p>

      <h2 id="paying">Paying</h2>
      <p>
        Payments are simulated in this installation. You can play through what cards do: accept,
        decline, ask for a confirmation, take their time. No money moves.
      </p>

      <h2 id="times">Times and time zones</h2>
      <p>
        Every hour is shown in your time zone, with the zone&apos;s name beside it. Where the host
        is elsewhere, the hour there stands below. You change your zone in{" "}
        <Link href="/profile#time-zone">your profile</Link>; without an account the page follows
        your device, or the zone you pick above the list.
      </p>

      <h2 id="cancelling">Cancelling</h2>
      <p>
        Open the booking under <Link href="/dashboard">your bookings</Link> and press Cancel
        booking. Before you confirm, you see exactly what comes back. The rule is in the{" "}
        <Link href="/cancellation-policy">cancellation policy</Link>.
      </p>

      <h2 id="account">Getting in, and back in</h2>
      <p>
        Forgot your password? <Link href="/forgot-password">Have a link sent</Link> to your e-mail.
        Under <Link href="/profile/security">Sign-in and security</Link> you set up a second step, a
        passkey or another service to sign in with, and see where you are signed in. If you lose
        your phone, one of your recovery codes lets you in.
      </p>

      <h2 id="refunds">Refunds</h2>
      <p>
        A refund goes back the way you paid, and we write to you when it has gone out. If the
        payment service refuses it at first, the booking says that the refund is delayed. Whoever
        runs this site sees that as well and sends it again; you need to do nothing.
      </p>

      <h2 id="changes">When a host changes something</h2>
      <p>
        If a session moves, your booking moves with it and you get a mail with the old and the new
        time. If the new time does not suit you, cancel before it starts and everything comes back.
        If a session is cancelled, you get everything back without asking.
      </p>

      <h2 id="teaching">Teaching</h2>
      <p>
        Anybody with an account can become a creator. <Link href="/teach">Teach</Link> says how and
        what it means.
      </p>

      <h2 id="account">Your account</h2>
      <p>
        You sign in with your e-mail or your username. Signing out ends the sign-in in every tab of
        this browser, and leaves your other devices alone. After ten wrong passwords in five minutes
        the next tries have to wait a little.
      </p>
    </>
  );
}
