"use client";

import { useTheme } from "next-themes";

export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <button
      type="button"
      aria-label="Switch between light and dark"
      className="grid size-11 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
    >
      <svg viewBox="0 0 20 20" width="20" height="20" fill="none" aria-hidden="true">
        <path d="M10 3a7 7 0 1 0 0 14Z" fill="currentColor" />
        <circle cx="10" cy="10" r="7" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </button>
  );
}
