"use client";

import { useEffect, useState } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";

import { Avatar } from "@/components/Avatar";
import { TextField } from "@/components/ui/field";

import { isHttps, LABELS } from "./values";

const PAUSE_MS = 500;

/** An address, and what it shows. Not each letter of it is asked for. */
export function PictureField({
  name,
  address,
  error,
  field,
}: {
  name: string;
  address: string;
  error?: string;
  field: UseFormRegisterReturn;
}) {
  const [shown, setShown] = useState(address);
  const [broken, setBroken] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setShown(address.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [address]);
  const src = isHttps(shown) ? shown : null;
  return (
    <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-start gap-4">
      <Avatar
        key={src}
        name={name}
        src={src}
        size={72}
        className="mt-6"
        onBroken={() => setBroken(src)}
      />
      <TextField
        label={LABELS.avatar}
        isOptional
        type="url"
        inputMode="url"
        autoComplete="photo"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="https://"
        error={error}
        hint={
          <span role="status">
            {src && src === broken
              ? "No picture comes from this address, so your initials are shown."
              : "The address of a picture. Without one your initials are shown."}
          </span>
        }
        {...field}
      />
    </div>
  );
}
