import { expectAccessible } from "./axe";
import { expect, test } from "./fixtures";
import { nameOf, PLACES, visit } from "./places";

const PHONE = { width: 360, height: 780 };
const DESK = { width: 1280, height: 900 };

for (const place of PLACES) {
  test(
    `${nameOf(place)}: axe finds nothing, in light and dark, wide and narrow`,
    {
      tag: "@once",
    },
    async ({ page, world, signIn }) => {
      if (place.who !== "stranger") await signIn(page, world[place.who]);
      await visit(page, place, world);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size);
        // As high as the page: what the bar of a phone covers can be scrolled out below it.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ ...size, height });
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await expectAccessible(page, `${size.width} px, ${colorScheme}`);
        }
      }
    },
  );
}
