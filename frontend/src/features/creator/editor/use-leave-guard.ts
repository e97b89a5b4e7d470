"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * Asks before what is not saved is left by a link or by closing the tab. `save` gets the chance
 * to make the question needless; it tells whether everything is saved now.
 */
export function useLeaveGuard(isDirty: boolean, save: () => Promise<boolean>) {
  const router = useRouter();
  const [goal, setGoal] = useState<string | null>(null);

  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const hold = (event: MouseEvent) => {
      const href = goalOf(event);
      if (!href) return;
      event.preventDefault();
      event.stopPropagation();
      void save().then((isSaved) => (isSaved ? router.push(href) : setGoal(href)));
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", hold, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", hold, { capture: true });
    };
  }, [isDirty, save, router]);

  return {
    isAsking: goal !== null,
    stay: () => setGoal(null),
    leave: () => {
      if (goal) router.push(goal);
      setGoal(null);
    },
  };
}

/** Where a click would lead within this tab; null for one that leaves nothing. */
function goalOf(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return null;
  }
  const link = (event.target as Element | null)?.closest("a");
  if (!link || link.target === "_blank" || link.hasAttribute("download")) return null;
  const { origin, pathname, search } = new URL(link.href, window.location.href);
  const isHere = pathname === window.location.pathname && search === window.location.search;
  return origin === window.location.origin && !isHere ? link.href : null;
}
