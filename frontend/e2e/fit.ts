import type { Page } from "@playwright/test";

import { expect } from "./fixtures";

/** Nothing of the page is wider than a screen of this size. */
export async function expectToFit(
  page: Page,
  size: { width: number; height: number },
): Promise<void> {
  await page.setViewportSize(size);
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1)
      .map((each) => each.outerHTML.slice(0, 200))
      .slice(-3);
  });
  expect(wide, `wider than ${size.width} px`).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(size.width);
}
