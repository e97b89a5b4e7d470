"use client";

import { useSyncExternalStore, type RefObject } from "react";

type Box = HTMLDetailsElement | HTMLDialogElement;

/** Whether it is open, whoever opened it: the browser does so itself, and before scripts are there. */
export function useIsOpen(box: RefObject<Box | null>): boolean {
  return useSyncExternalStore(
    (onChange) => {
      // React does not hear of it from a dialog that came with the document.
      const element = box.current;
      element?.addEventListener("toggle", onChange);
      return () => element?.removeEventListener("toggle", onChange);
    },
    () => box.current?.open ?? false,
    () => false,
  );
}
