import { expectToFit } from "./fit";
import { expect, test } from "./fixtures";
import { nameOf, PLACES, tellsOfPeople, visit } from "./places";

const NARROW = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };

for (const place of PLACES.filter(tellsOfPeople)) {
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
      await expectToFit(page, DESK);
      expect(await page.evaluate(() => "pwned" in window)).toBe(false);
    },
  );
}
