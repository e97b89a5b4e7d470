import type { Metadata } from "next";

import { NewEditor } from "@/features/creator/editor/NewEditor";

export const metadata: Metadata = { title: "New session" };

export default async function NewSessionPage({
  searchParams,
}: {
  searchParams: Promise<{ from?: string | string[] }>;
}) {
  const { from } = await searchParams;
  return <NewEditor from={typeof from === "string" && from ? from : null} now={new Date()} />;
}
