"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

const PATIENCE_MS = 4000;

/**
 * After a move to another page the focus goes to its heading, as it would with a new document:
 * Next.js leaves it on the link that is gone. Its own announcer reads the title.
 */
export function RouteFocus() {
  const pathname = usePathname();
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const main = document.getElementById("main");
    if (!main || window.location.hash) return;
    const left = document.activeElement;
    const focusHeading = () => {
      const heading = main.querySelector("h1");
      if (!heading) return false;
      // Who has gone on meanwhile, or is in a dialog, is not called back.
      const active = document.activeElement;
      if (active && active !== document.body && active !== left) return true;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      return true;
    };
    if (focusHeading()) return;
    // The page is still on its way.
    const watch = new MutationObserver(() => focusHeading() && watch.disconnect());
    watch.observe(main, { childList: true, subtree: true });
    const timer = setTimeout(() => watch.disconnect(), PATIENCE_MS);
    return () => {
      watch.disconnect();
      clearTimeout(timer);
    };
  }, [pathname]);

  return null;
}
