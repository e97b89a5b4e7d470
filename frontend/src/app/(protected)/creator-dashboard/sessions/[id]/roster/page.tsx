import type { Metadata } from "next";

import { Roster } from "@/features/creator/roster/Roster";

export const metadata: Metadata = { title: "Roster" };

export default async function RosterPage({ params }: { params: Promise<{ id: string }> }) {
  return <Roster id={(await params).id} now={new Date()} />;
}
