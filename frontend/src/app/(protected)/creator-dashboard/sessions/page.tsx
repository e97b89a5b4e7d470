import type { Metadata } from "next";

import { Sessions } from "@/features/creator/sessions/Sessions";

export const metadata: Metadata = { title: "Your sessions" };

export default function SessionsPage() {
  return <Sessions now={new Date()} />;
}
