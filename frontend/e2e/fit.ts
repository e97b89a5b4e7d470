import type { Page } from "@playwright/test";

import { expect } from "./fixtures";

/** Nothing of the page is wider than a screen of this size, once it has settled in it. */
export async function expectToFit(
  page: Page,
  size: { width: number; height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await expect
    .poll(() => page.evaluate(tooWide), { message: `wider than ${size.width} px` })
    .toEqual([]);
}

/** The innermost elements that stand out to the right; the page itself when it is only text. */
function tooWide(): string[] {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1)
    .map((each) => each.outerHTML.slice(0, 200))
    .slice(-3);
  return wide.length > 0 ? wide : [`a page of ${root.scrollWidth} px`];
}
