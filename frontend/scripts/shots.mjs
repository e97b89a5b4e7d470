/** The pictures of docs/shots, taken of the demo: `make shots`. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { withoutStream } from "./chromium.mjs";
import { address, Caller, hold, launch, signIn, subjects } from "./product.mjs";

const FOLDER = join(import.meta.dirname, "..", "..", "docs", "shots");
const DESK = { width: 1280, height: 960 };
const PHONE = { width: 390, height: 844 };

const learner = await Caller.as("learner");
const { session } = await subjects(learner);
const PICTURES = [
  { name: "catalogue", path: "/" },
  { name: "catalogue-phone", path: "/", size: PHONE },
  { name: "session", path: `/sessions/${session.id}` },
  { name: "bookings", path: "/dashboard", who: "learner" },
  { name: "creator", path: "/creator-dashboard", who: "creator" },
  { name: "insights", path: "/creator-dashboard/insights", who: "creator" },
  // Last, because from then on a held seat is what comes next.
  { name: "checkout", path: async () => `/checkout/${(await hold(learner, session)).id}`, who: "learner" }, // prettier-ignore
];

mkdirSync(FOLDER, { recursive: true });
const browser = await launch();
for (const { name, path, who, size = DESK } of PICTURES) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 2,
    isMobile: size === PHONE,
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    colorScheme: "light",
  });
  await signIn(context, who);
  const page = await context.newPage();
  await withoutStream(page);
  await page.goto(address() + (typeof path === "string" ? path : await path()), {
    waitUntil: "networkidle",
  });
  await page.waitForTimeout(500);
  // Playwright itself knows no WebP.
  const devtools = await context.newCDPSession(page);
  const format = { format: "webp", quality: 88 };
  const { data } = await devtools.send("Page.captureScreenshot", format);
  const picture = Buffer.from(data, "base64");
  writeFileSync(join(FOLDER, `${name}.webp`), picture);
  console.log(`docs/shots/${name}.webp, ${Math.round(picture.length / 1000)} kB`);
  await context.close();
}
await browser.close();
