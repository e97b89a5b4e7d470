import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect } from "./fixtures";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Nothing on the page, as it is now, is against WCAG 2.2 AA or the good practice axe knows. */
export async function expectAccessible(page: Page, what = page.url()): Promise<void> {
  const { violations } = await unfolded(page, () =>
    new AxeBuilder({ page }).withTags(RULES).analyze(),
  );
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
