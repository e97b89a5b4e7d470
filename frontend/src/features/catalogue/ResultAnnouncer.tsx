"use client";

import { useEffect, useRef } from "react";

import { useAnnounce } from "@/components/Announcer";

/** Says what a change of the filters found, once the list has settled; nothing on arrival. */
export function ResultAnnouncer({ address, words }: { address: string; words: string }) {
  const announce = useAnnounce();
  const said = useRef(address);
  useEffect(() => {
    if (said.current === address) return;
    said.current = address;
    announce(words);
  }, [address, words, announce]);
  return null;
}
