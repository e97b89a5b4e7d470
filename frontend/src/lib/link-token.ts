"use client";

import { useEffect, useState } from "react";

import { forget, recall, remember } from "./session-store";

/**
 * The secret of a mail's link, `#token=…`. It leaves the address bar and the history at once; this
 * tab keeps it over a reload. Undefined until we have looked, null when there is none.
 */
export function useLinkToken(name: string): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    // After the router has begun to follow changes of the address, else it would bring it back.
    void Promise.resolve().then(() => setToken(takeToken(name)));
    const onHash = () => setToken(takeToken(name));
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, [name]);
  return token;
}

export function takeToken(name: string): string | null {
  const { hash, pathname, search } = window.location;
  const token = new URLSearchParams(hash.slice(1)).get("token");
  if (!token) return recall<string>(keyOf(name));
  remember(keyOf(name), token);
  window.history.replaceState(null, "", pathname + search);
  return token;
}

/** It was used, or is of no use. */
export function dropToken(name: string): void {
  forget(keyOf(name));
}

const keyOf = (name: string) => `link:${name}`;
