import type { Metadata } from "next";

import { Success } from "@/features/checkout/Success";

export const metadata: Metadata = { title: "Your booking" };

export default async function SuccessPage({ params }: PageProps<"/checkout/[bookingId]/success">) {
  const { bookingId } = await params;
  return <Success key={bookingId} id={bookingId} now={new Date()} />;
}
