import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect } from "./fixtures";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Nothing on the page, as it is now, is against WCAG 2.2 AA or the good practice axe knows. */
export async function expectAccessible(page: Page, what = page.url()): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
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
