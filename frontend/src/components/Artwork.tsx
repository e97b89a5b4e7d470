"use client";

import { useLayoutEffect, useRef } from "react";

import type { TopicEnum } from "@/api/types.gen";
import { coverUri } from "@/lib/art/cover";

const pen = () => import("@/lib/art/cover");
/** A page has come to rest by then, and the next one is made in the browser. */
const AHEAD_MS = 2000;

/**
 * What is made of a session's name. The server's stays as it came, so that a first page does
 * without the pen. It is drawn once: give it a key.
 */
export function Artwork({
  id,
  title,
  topic,
}: {
  id: string;
  title: string;
  topic: TopicEnum | null;
}) {
  const canvas = useRef<HTMLDivElement>(null);
  // Before the browser paints, once the pen is there.
  useLayoutEffect(() => {
    const style = canvas.current?.style;
    if (!style) return;
    if (style.backgroundImage) {
      const timer = setTimeout(() => void pen().catch(() => undefined), AHEAD_MS);
      return () => clearTimeout(timer);
    }
    const draw = async () => {
      style.backgroundImage = `url("${(await pen()).coverUri(id, title, topic)}")`;
    };
    // Without the pen the place stays plain.
    draw().catch(() => undefined);
  }, [id, title, topic]);

  const isServer = typeof window === "undefined";
  return (
    <div
      ref={canvas}
      className="size-full bg-cover bg-center [print-color-adjust:exact]"
      style={isServer ? { backgroundImage: `url("${coverUri(id, title, topic)}")` } : undefined}
      suppressHydrationWarning
    />
  );
}
