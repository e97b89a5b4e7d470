"use client";

import { toast } from "@/components/Toaster";
import { copyText } from "@/lib/copy-text";

/** To paste into whatever map somebody uses: no map of ours learns who looks for what. */
export function CopyPlace({ place }: { place: string }) {
  const copy = async () => {
    const isCopied = await copyText(place);
    toast(isCopied ? "The address is copied." : `Copy it from here: ${place}`);
  };
  return (
    <button
      type="button"
      className="-my-3 tap text-sm link noscript:hidden"
      onClick={() => void copy()}
    >
      Copy address
    </button>
  );
}
