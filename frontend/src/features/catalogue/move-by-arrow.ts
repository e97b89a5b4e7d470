import type { KeyboardEvent } from "react";

/** Moves the focus among the links of a list by arrow keys; `perRow` days lie in a row. */
export function moveByArrow(event: KeyboardEvent<HTMLElement>, perRow: number): void {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
  if (perRow > 1) Object.assign(steps, { ArrowUp: -perRow, ArrowDown: perRow });
  const isEnd = event.key === "Home" || event.key === "End";
  const step = steps[event.key];
  if ((step === undefined && !isEnd) || event.altKey || event.ctrlKey || event.metaKey) return;
  const places = [...event.currentTarget.children];
  const here = places.findIndex((place) => place.contains(document.activeElement));
  const target = isEnd ? endOf(places, event.key) : nearest(places, here, step ?? 0);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** The next place in that direction that has a link. */
function nearest(places: Element[], here: number, step: number): HTMLAnchorElement | null {
  for (let place = here + step; place >= 0 && place < places.length; place += step) {
    const link = places[place]?.querySelector("a");
    if (link) return link;
  }
  return null;
}

function endOf(places: Element[], key: string): HTMLAnchorElement | null {
  const links = places.flatMap((place) => place.querySelector("a") ?? []);
  return (key === "Home" ? links[0] : links.at(-1)) ?? null;
}
