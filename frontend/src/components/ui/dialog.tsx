"use client";

import { lazy, Suspense, useEffect, type ReactNode } from "react";

const load = () => import("./dialog-frame");
const Frame = lazy(load);
/** A page has come to rest by then, and may be offline when the dialog is wanted. */
const AHEAD_MS = 2000;

export interface DialogProps {
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  className?: string;
  /** Where the focus goes after it, when what had it may be gone. */
  returnFocus?: () => HTMLElement | null;
  children: ReactNode;
}

/** A dialog in the middle of a desk, a sheet from the bottom of a phone. */
export function Dialog({ isOpen, ...props }: DialogProps & { isOpen: boolean }) {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
  return isOpen ? (
    <Suspense>
      <Frame {...props} />
    </Suspense>
  ) : null;
}
