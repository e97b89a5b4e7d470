import type { Metadata } from "next";

import { Bookings } from "@/features/bookings/Bookings";
import { BookingsHead } from "@/features/bookings/BookingsHead";
import { viewer } from "@/lib/viewer";

export const metadata: Metadata = { title: "Your bookings" };

export default async function DashboardPage() {
  const { zone } = await viewer();
  const now = new Date();
  return (
    <div className="page">
      <BookingsHead zone={zone} now={now} />
      <Bookings now={now} />
    </div>
  );
}
