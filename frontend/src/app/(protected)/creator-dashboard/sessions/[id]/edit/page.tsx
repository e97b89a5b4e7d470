import type { Metadata } from "next";

import { EditEditor } from "@/features/creator/editor/EditEditor";

export const metadata: Metadata = { title: "Edit session" };

export default async function EditSessionPage({ params }: { params: Promise<{ id: string }> }) {
  return <EditEditor id={(await params).id} now={new Date()} />;
}
