"use client";

import { useState } from "react";

import type { TopicEnum } from "@/api/types.gen";
import { cn } from "@/lib/cn";

import { Artwork } from "./Artwork";

/** The picture of a session, 16:9. The artwork lies behind, so a broken picture never shows. */
export function Cover({
  id,
  title,
  topic,
  image,
  isDimmed = false,
  isEager = false,
  className,
}: {
  id: string;
  title: string;
  topic: TopicEnum | null;
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
        "cover relative isolate overflow-hidden bg-sunken",
        "after:pointer-events-none after:absolute after:inset-0 after:inset-ring-1 after:inset-ring-(--cover-edge)",
        className,
      )}
    >
      <div
        className={cn(
          "absolute inset-0 brightness-(--cover-dim)",
          "[&>img]:absolute [&>img]:inset-0 [&>img]:size-full [&>img]:object-cover",
          isDimmed && "opacity-55 saturate-50",
        )}
      >
        {/* Far from the screen a browser takes every <img> apart, but no background. */}
        <div className="absolute inset-0 [content-visibility:auto]">
          <Artwork key={`${id} ${title} ${topic}`} {...{ id, title, topic }} />
        </div>
        {image && image !== broken && (
          <img
            // A picture may have failed before there was anybody to hear of it.
            ref={(element) => {
              if (element?.complete && element.naturalWidth === 0) setBroken(image);
            }}
            src={image}
            alt=""
            width={640}
            height={360}
            loading={isEager ? "eager" : "lazy"}
            fetchPriority={isEager ? "high" : "auto"}
            decoding="async"
            referrerPolicy="no-referrer"
            onError={() => setBroken(image)}
          />
        )}
      </div>
    </div>
  );
}
