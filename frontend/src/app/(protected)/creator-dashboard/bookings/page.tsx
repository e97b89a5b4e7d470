import type { Metadata } from "next";

import { Bookings } from "@/features/creator/roster/Bookings";

export const metadata: Metadata = { title: "Bookings on your sessions" };

export default function BookingsPage() {
  return <Bookings now={new Date()} />;
}
