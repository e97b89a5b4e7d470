import type { Metadata } from "next";
import Link from "next/link";

import { Lead } from "@/components/Lead";

export const metadata: Metadata = {
  title: "Cancellation policy",
  description: "Everything back until the session starts. Everything back when the host cancels.",
  alternates: { canonical: "/cancellation-policy" },
};

export default function CancellationPolicyPage() {
  return (
    <>
      <h1>Cancellation policy</h1>
      <Lead>
        Until a session starts you can cancel and get everything back. After it has started, nothing
        is refunded. When the host cancels, you get everything back.
      </Lead>

      <h2>When you cancel</h2>
      <ul>
        <li>Before the start: the full price comes back, with no fee.</li>
        <li>
          After the start: the booking can no longer be cancelled and the price is not refunded,
          also if you could not come.
        </li>
        <li>
          The start is the hour on your ticket. The page shows it in your time zone and names the
          moment until which you can cancel.
        </li>
        <li>
          A held seat that you have not paid for can be released at any time; it costs nothing.
        </li>
      </ul>

      <h2>When the host changes the session</h2>
      <ul>
        <li>Cancelled or removed: you get the full price back without asking, and a mail.</li>
        <li>
          Moved: your booking moves along and you get a mail. You can cancel until the new start and
          get everything back.
        </li>
        <li>A new price never touches a booking that exists. You pay what you saw.</li>
      </ul>

      <h2>How the money comes back</h2>
      <p>
        The way you paid. The refund is asked for at the moment of the cancellation, and your
        booking shows how far it is: on its way, refunded, or delayed. See{" "}
        <Link href="/help#refunds">refunds</Link>.
      </p>
      <p>
        Payments in this installation are simulated, and so are refunds. They follow the same rules
        and the same steps.
      </p>

      <h2>Afterwards</h2>
      <p>
        A cancellation cannot be taken back. If there is a seat left, you can book again. Each
        booking keeps the policy it was made under.
      </p>
    </>
  );
}
