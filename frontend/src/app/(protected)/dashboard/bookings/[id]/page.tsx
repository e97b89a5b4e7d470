import type { Metadata } from "next";

import { BookingPage } from "@/features/bookings/BookingPage";

export const metadata: Metadata = { title: "Your booking" };

export default async function TicketPage({ params }: PageProps<"/dashboard/bookings/[id]">) {
  const { id } = await params;
  return <BookingPage key={id} id={id} now={new Date()} />;
}
