import { notFound } from "next/navigation";

import { readSession } from "@/features/session/read-session";
import { shareImage, SIZE } from "@/features/session/share-image";

export const size = SIZE;
export const contentType = "image/png";
export const alt = "The session’s title, time and host beside its artwork";

export default async function OpenGraphImage({ params }: { params: Promise<{ id: string }> }) {
  const session = await readSession((await params).id);
  if (!session) notFound();
  return shareImage(session);
}
