"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/**
 * A button that shows what belongs to it, both in one box. Esc, a press outside, the focus
 * elsewhere and moving on hide it again.
 */
export function useDisclosure() {
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useOnMove(() => setIsOpen(false));

  useEffect(() => {
    if (!isOpen) return;
    const onPress = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setIsOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setIsOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("focusin", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("focusin", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [isOpen]);
  return { isOpen, setIsOpen, box, button };
}

function useOnMove(act: () => void): void {
  const pathname = usePathname();
  const [before, setBefore] = useState(pathname);
  if (pathname !== before) {
    setBefore(pathname);
    act();
  }
}
