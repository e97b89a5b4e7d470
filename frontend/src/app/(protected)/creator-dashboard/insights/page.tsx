import type { Metadata } from "next";

import { Insights } from "@/features/creator/insights/Insights";

export const metadata: Metadata = { title: "Insights" };

export default function InsightsPage() {
  return <Insights now={new Date()} />;
}
