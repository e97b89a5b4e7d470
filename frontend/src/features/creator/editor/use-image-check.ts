"use client";

import { useEffect, useState } from "react";

import { imageFault } from "./rules";

export type ImageCheck =
  | { state: "none" }
  | { state: "checking" }
  | { state: "good"; width: number; height: number }
  | { state: "broken" };

const PAUSE_MS = 500;
const PATIENCE_MS = 12_000;

/** Whether a picture loads from this address, asked after a pause in typing. */
export function useImageCheck(address: string): ImageCheck {
  const url = address.trim();
  const isCheckable = url !== "" && imageFault(url) === null;
  const [found, setFound] = useState<{ url: string; check: ImageCheck } | null>(null);

  useEffect(() => {
    if (!isCheckable) return;
    const picture = new Image();
    picture.referrerPolicy = "no-referrer";
    const tell = (check: ImageCheck) => setFound({ url, check });
    picture.onload = () =>
      tell({ state: "good", width: picture.naturalWidth, height: picture.naturalHeight });
    picture.onerror = () => tell({ state: "broken" });
    const begin = setTimeout(() => (picture.src = url), PAUSE_MS);
    const giveUp = setTimeout(() => tell({ state: "broken" }), PATIENCE_MS);
    return () => {
      clearTimeout(begin);
      clearTimeout(giveUp);
      picture.onload = picture.onerror = null;
    };
  }, [url, isCheckable]);

  if (!isCheckable) return { state: "none" };
  return found?.url === url ? found.check : { state: "checking" };
}
