import type { Metadata } from "next";

import { Checkout } from "@/features/checkout/Checkout";
import { firstOf } from "@/lib/safe-next";

export const metadata: Metadata = { title: "Pay for your seat" };

export default async function CheckoutPage({
  params,
  searchParams,
}: PageProps<"/checkout/[bookingId]">) {
  const { bookingId } = await params;
  const was = firstOf((await searchParams).was);
  const isPrice = was !== undefined && /^\d{1,8}\.\d\d$/.test(was);
  return <Checkout key={bookingId} id={bookingId} now={new Date()} was={isPrice ? was : null} />;
}
