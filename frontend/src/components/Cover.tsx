"use client";

import { useState } from "react";

import { coverUri } from "@/lib/art/cover";
import { cn } from "@/lib/cn";

/** The picture of a session, 16:9. The artwork lies behind, so a broken picture never shows. */
export function Cover({
  id,
  title,
  image,
  isDimmed = false,
  isEager = false,
  className,
}: {
  id: string;
  title: string;
  image: string | null;
  /** Full or over. */
  isDimmed?: boolean;
  /** In view when the page opens. */
  isEager?: boolean;
  className?: string;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <div
      className={cn(
        "relative isolate aspect-video overflow-hidden rounded-md bg-sunken",
        "after:pointer-events-none after:absolute after:inset-0 after:rounded-[inherit] after:inset-ring-1 after:inset-ring-(--cover-edge)",
        "[&>img]:absolute [&>img]:inset-0 [&>img]:size-full [&>img]:object-cover [&>img]:brightness-(--cover-dim)",
        isDimmed && "[&>img]:opacity-55 [&>img]:saturate-50",
        className,
      )}
    >
      <img src={coverUri(id, title)} alt="" width={640} height={360} decoding="async" />
      {image && image !== broken && (
        <img
          src={image}
          alt=""
          width={640}
          height={360}
          loading={isEager ? "eager" : "lazy"}
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setBroken(image)}
        />
      )}
    </div>
  );
}
