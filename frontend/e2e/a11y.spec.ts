import { withoutStream } from "../scripts/chromium.mjs";
import { expectAccessible, expectAccessibleInBothThemes } from "./axe";
import { expectToFit } from "./fit";
import { expect, test } from "./fixtures";
import { nameOf, PLACES, visit } from "./places";
import type { World } from "./world";

const NARROW = { width: 320, height: 640 };
const PHONE = { width: 360, height: 780 };
const DESK = { width: 1280, height: 900 };

for (const place of PLACES) {
  test(
    `${nameOf(place)}: no barriers in light and dark, wide and narrow, at twice the size`,
    { tag: "@once" },
    async ({ page, world, signIn }) => {
      if (place.who !== "stranger") await signIn(page, world[place.who]);
      await visit(page, place, world);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size);
        await expectAccessibleInBothThemes(page, `${size.width} px`);
      }
      await expectToFit(page, NARROW);
      await page.addStyleTag({ content: "html { font-size: 200% }" });
      await expectToFit(page, DESK);
    },
  );
}

test(
  "what is wrong is found, and in the dark what is wrong there",
  { tag: "@once" },
  async ({ page }) => {
    await page.goto("/help");
    await expectAccessibleInBothThemes(page, "as it is");
    await page.addStyleTag({
      content: "@media (prefers-color-scheme: dark) { main p { color: #222; background: #333 } }",
    });
    const inTheDark = expectAccessibleInBothThemes(page, "with gray on gray");
    await expect(inTheDark).rejects.toThrow(/gray on gray, dark[^]*color-contrast/);
    await page.evaluate(() => document.querySelector("main")?.append(new Image()));
    await expect(expectAccessible(page)).rejects.toThrow(/image-alt/);
  },
);

/** What opens over a page, by the button that opens it. */
type Who = "stranger" | "learner" | "newcomer" | "creator";
const OPENED: [Who, (world: World) => string, string | RegExp, size?: typeof PHONE][] = [
  ["stranger", () => "/", "Change the time zone"],
  ["stranger", () => "/", /Dates/],
  ["stranger", () => "/?topic=craft", /Filters/],
  ["stranger", () => "/", /^Filters/, PHONE],
  ["learner", () => "/", /^Account/],
  ["newcomer", ({ sessions }) => `/sessions/${sessions.open.id}`, "Choose a date and time"],
  ["newcomer", ({ sessions }) => `/sessions/${sessions.open.id}`, /^Choose/, PHONE],
  ["learner", ({ bookings }) => `/dashboard/bookings/${bookings.booked.id}`, "Cancel booking"],
  ["learner", ({ bookings }) => `/dashboard/bookings/${bookings.held.id}`, "Release seat"],
  ["learner", ({ bookings }) => `/dashboard/bookings/${bookings.cancelled.id}`, "Remove"],
  ["learner", ({ bookings }) => `/checkout/${bookings.held.id}`, /^Release/],
  ["learner", () => "/profile/security", "Change password"],
  ["learner", () => "/profile/security", "Set up Authenticator app"],
  ["creator", () => "/profile/security", "Delete my account…"],
  ["creator", () => "/creator-dashboard/sessions", /^Actions for/],
  ["creator", () => "/creator-dashboard/insights", "Other days"],
  ["creator", ({ sessions }) => editor(sessions.dated.id), /^Cancel this session/],
  ["creator", ({ sessions }) => editor(sessions.draft.id), /^Delete this draft/],
  ["creator", ({ sessions }) => editor(sessions.draft.id), "Show how it reads"],
];

function editor(id: string): string {
  return `/creator-dashboard/sessions/${id}/edit`;
}

for (const [who, at, opener, size = DESK] of OPENED) {
  const told = `${who} opens ${String(opener)} ${size === PHONE ? "on a phone" : ""}`.trim();
  test(`${told}: axe finds nothing`, { tag: "@once" }, async ({ page, world, signIn }) => {
    if (who !== "stranger") await signIn(page, world[who]);
    await page.setViewportSize(size);
    await withoutStream(page);
    await page.goto(at(world));
    await page.waitForLoadState("networkidle");
    const summary = page.locator("summary").filter({ hasText: opener });
    const opening = page.getByRole("button", { name: opener }).or(summary);
    await opening.filter({ visible: true }).first().click();
    // Until what opens has arrived, and has come to rest.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    await expectAccessibleInBothThemes(page, told);
  });
}
