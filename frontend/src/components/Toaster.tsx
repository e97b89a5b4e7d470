"use client";

import { useEffect, useRef, useState } from "react";

interface Toast {
  id: number;
  text: string;
  act?: { label: string; run: () => void };
}

const SHOWN_MS = 7000;
let show: ((toast: Toast) => void) | null = null;
let count = 0;

/** Tells what went well, at the bottom, with one act at most. Faults belong into the page. */
export function toast(text: string, act?: Toast["act"]): void {
  show?.({ id: ++count, text, act });
}

export function Toaster() {
  const [current, setCurrent] = useState<Toast | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    show = setCurrent;
    return () => {
      show = null;
    };
  }, []);

  useEffect(() => {
    if (!current) return;
    // While somebody points at it or has the focus in it, it stays.
    const leave = () => {
      if (box.current?.matches(":hover, :focus-within")) timer = setTimeout(leave, 1000);
      else setCurrent(null);
    };
    let timer = setTimeout(leave, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [current]);

  return (
    <div
      ref={box}
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-40 flex justify-center px-4 md:bottom-6"
    >
      {current && (
        <div
          key={current.id}
          className="pointer-events-auto flex min-h-13 max-w-104 animate-rise items-center gap-3 rounded-md bg-ink py-2 pr-2 pl-4 text-sm text-paper shadow-high [&_:focus-visible]:-outline-offset-4 [&_:focus-visible]:outline-current"
        >
          <span className="mr-auto">{current.text}</span>
          {current.act && (
            <button
              type="button"
              className="tap px-3 font-head whitespace-nowrap underline underline-offset-4"
              onClick={() => {
                current.act?.run();
                setCurrent(null);
              }}
            >
              {current.act.label}
            </button>
          )}
          <button
            type="button"
            className="tap px-3"
            aria-label="Dismiss"
            onClick={() => setCurrent(null)}
          >
            <span aria-hidden="true">✕</span>
          </button>
        </div>
      )}
    </div>
  );
}
