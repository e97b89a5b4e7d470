"use client";

import { useEffect, type ReactNode, type RefObject } from "react";

import { cn } from "@/lib/cn";

import { toggleClasses } from "./toggle-classes";

/** Filters that open below their button. A disclosure, so that it opens without scripts. */
export function Menu({
  box,
  label,
  isOn,
  className,
  panelClassName,
  children,
}: {
  box: RefObject<HTMLDetailsElement | null>;
  label: ReactNode;
  /** Some of its filters are in use. */
  isOn: boolean;
  className?: string;
  panelClassName: string;
  children: ReactNode;
}) {
  useEffect(() => {
    const close = () => box.current?.removeAttribute("open");
    const onPress = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !box.current?.open) return;
      close();
      box.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("focusin", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("focusin", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [box]);

  return (
    <details ref={box} className={cn("max-md:hidden", className)}>
      <summary className={cn(toggleClasses(isOn), "list-none")}>{label}</summary>
      <div
        className={cn(
          "absolute top-full z-10 animate-appear gap-4 rounded-md border border-line bg-surface p-4 shadow-high",
          panelClassName,
        )}
      >
        {children}
      </div>
    </details>
  );
}
