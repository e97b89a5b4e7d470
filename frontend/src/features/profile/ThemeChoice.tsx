"use client";

import { useTheme } from "next-themes";

import { RadioCard } from "@/components/ui/radio-card";

const THEMES = [
  ["system", "As the device", "Changes with it."],
  ["light", "Light", "Black on paper."],
  ["dark", "Dark", "For the evening."],
] as const;

export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  return (
    <fieldset className="grid gap-3 md:grid-cols-3">
      <legend className="sr-only">Theme</legend>
      {THEMES.map(([value, title, text]) => (
        <RadioCard
          key={value}
          name="theme"
          value={value}
          title={title}
          checked={theme === value}
          onChange={() => setTheme(value)}
        >
          {text}
        </RadioCard>
      ))}
    </fieldset>
  );
}
