"use client";

import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}

/** Over the page, which stays as it is: what was loaded can still be read. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-40 flex justify-center px-4 md:bottom-6 print:hidden"
    >
      {!isOnline && (
        <p className="flex min-h-11 max-w-104 animate-rise items-center gap-3 rounded-md border border-line-2 bg-surface px-4 py-2 text-sm text-ink shadow-high">
          <WifiOff size={18} strokeWidth={1.6} aria-hidden="true" className="shrink-0 text-ink-3" />
          You are offline. What is on the page stays; times and seats may have changed.
        </p>
      )}
    </div>
  );
}
