import type { Metadata } from "next";

import { Today } from "@/features/creator/today/Today";

export const metadata: Metadata = { title: "Today" };

export default function TodayPage() {
  return <Today now={new Date()} />;
}
