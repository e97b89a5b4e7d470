import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Page } from "@playwright/test";
import type axe from "axe-core";

import { expect } from "./fixtures";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const SOURCE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const RULES: axe.RunOnly = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
const COLORS: axe.RunOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
/** Milliseconds. */
const REST = 1_000;

/** Nothing on the page, as it is now, is against WCAG 2.2 AA or the good practice axe knows. */
export async function expectAccessible(page: Page, what = page.url()): Promise<void> {
  await unfolded(page, () => expectNothing(page, what, RULES));
}

/** The same in both themes, which differ by their colors alone. */
export async function expectAccessibleInBothThemes(page: Page, what: string): Promise<void> {
  await unfolded(page, async () => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await expectNothing(page, `${what}, light`, RULES);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await expectNothing(page, `${what}, dark`, COLORS);
  });
}

async function expectNothing(page: Page, what: string, runOnly: axe.RunOnly): Promise<void> {
  let found = await violationsOn(page, runOnly);
  if (found.length > 0) {
    // What is dimmed or without a title for a moment, while something new comes, is no barrier.
    await page.waitForTimeout(REST);
    found = await violationsOn(page, runOnly);
  }
  expect(found.map(told), what).toEqual([]);
}

function told({ id, help, nodes }: axe.Result) {
  return {
    id,
    help,
    nodes: nodes.map(({ html, any, all }) => ({
      html: html.slice(0, 300),
      why: [...any, ...all].map(({ message }) => message),
    })),
  };
}

/** Pages without frames, as all of ours are, can be asked as a whole; each is given axe once. */
async function violationsOn(page: Page, runOnly: axe.RunOnly): Promise<axe.Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  await page.evaluate(comeToRest);
  return page.evaluate(
    async (options) => {
      const { violations } = await window.axe.run(document, options);
      return violations;
    },
    { runOnly, resultTypes: ["violations"], selectors: false } satisfies axe.RunOptions,
  );
}

/** A change of theme or size shows with the next picture, and what it sets in motion ends later. */
async function comeToRest(): Promise<void> {
  const nextPicture = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const ends = ({ effect }: Animation) => Number.isFinite(effect?.getComputedTiming().endTime);
  await nextPicture();
  // Not their promise: that of an animation whose element is taken away is never kept.
  do await nextPicture();
  while (document.getAnimations().some((each) => each.playState === "running" && ends(each)));
}

/**
 * The page at its whole height: what lies below a bar that stays in view can be scrolled to, which
 * a look at one screen does not know.
 */
async function unfolded(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize();
  if (!size) return look();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
  await look();
  await page.setViewportSize(size);
}
