"use client";

import { useState } from "react";

import { avatarTones } from "@/lib/art/avatar";
import { cn } from "@/lib/cn";
import { initialsOf } from "@/lib/person";

/** Initials on two tones; a picture of the person's own lies over them once it has loaded. */
export function Avatar({
  name,
  initials,
  src,
  size,
  className,
  onBroken,
}: {
  name: string;
  /** When the name is not known yet. */
  initials?: string;
  src?: string | null;
  /** Pixels. */
  size: number;
  className?: string;
  /** No picture came from `src`. */
  onBroken?: () => void;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  const shown = name ? initialsOf(name) : (initials ?? "");
  const tones = avatarTones(shown);
  return (
    <span
      aria-hidden="true"
      className={cn(
        "relative block shrink-0 overflow-hidden rounded-full brightness-(--cover-dim)",
        className,
      )}
      style={{ width: size, height: size }}
    >
      <svg viewBox="0 0 40 40" width={size} height={size}>
        <circle cx="20" cy="20" r="20" fill={tones.ground} />
        <path
          d="M20 0A20 20 0 0 1 20 40Z"
          fill={tones.half}
          transform={`rotate(${tones.turn} 20 20)`}
        />
        <text
          x="20"
          y="20.5"
          dy=".34em"
          textAnchor="middle"
          fontSize="15"
          fontWeight="600"
          letterSpacing="-.2"
          fill={tones.ink}
        >
          {shown}
        </text>
      </svg>
      {src && src !== broken && (
        <img
          src={src}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          referrerPolicy="no-referrer"
          className="absolute inset-0 size-full object-cover"
          onError={() => {
            setBroken(src);
            onBroken?.();
          }}
        />
      )}
    </span>
  );
}
