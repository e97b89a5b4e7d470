import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { nameOf, PLACES, visit } from "./places";

const NARROW = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };

for (const place of PLACES) {
  test(
    `${nameOf(place)}: nothing is wider than the screen, at 320 px and at twice the size`,
    {
      tag: "@once",
    },
    async ({ page, world, signIn }) => {
      if (place.who !== "stranger") await signIn(page, world[place.who]);
      await visit(page, place, world);
      await expectToFit(page, NARROW);
      await page.setViewportSize(DESK);
      await page.addStyleTag({ content: "html { font-size: 200% }" }).catch(() => undefined);
      await expectToFit(page, DESK);
    },
  );

  test(
    `${nameOf(place)}: hostile texts neither run nor break out`,
    { tag: "@once" },
    async ({ page, hostileWorld, signIn, watch }) => {
      // A server that the text means to ask does not exist.
      watch.allow(/Failed to load resource: net::ERR/);
      page.on("dialog", (dialog) => expect(dialog.message(), "a text ran").toBe(""));
      if (place.who !== "stranger") await signIn(page, hostileWorld[place.who]);
      await visit(page, place, hostileWorld);
      await expectToFit(page, NARROW);
      await page.setViewportSize(DESK);
      await expectToFit(page, DESK);
      expect(await page.evaluate(() => "pwned" in window)).toBe(false);
    },
  );
}

async function expectToFit(page: Page, size: { width: number; height: number }): Promise<void> {
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
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    size.width,
  );
}
