import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect } from "./fixtures";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLORS = ["color-contrast", "link-in-text-block"];

/** Nothing on the page, as it is now, is against WCAG 2.2 AA or the good practice axe knows. */
export async function expectAccessible(page: Page, what = page.url()): Promise<void> {
  await expectNothing(page, what, (axe) => axe.withTags(RULES));
}

/** The same in both themes, which differ by their colors alone. */
export async function expectAccessibleInBothThemes(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectAccessible(page, `${what}, light`);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectNothing(page, `${what}, dark`, (axe) => axe.withRules(COLORS));
}

async function expectNothing(
  page: Page,
  what: string,
  ruled: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  const { violations } = await unfolded(page, () => ruled(new AxeBuilder({ page })).analyze());
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, any, all }) => ({
      html: html.slice(0, 300),
      why: [...any, ...all].map(({ message }) => message),
    })),
  }));
  expect(told, what).toEqual([]);
}

/**
 * The page at its whole height: what lies below a bar that stays in view can be scrolled to, which
 * a look at one screen does not know.
 */
async function unfolded<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const size = page.viewportSize();
  if (!size) return look();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
  const seen = await look();
  await page.setViewportSize(size);
  return seen;
}
