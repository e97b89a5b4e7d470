/** The browser of the end-to-end tests and measurements, and what it is started with. */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { chromium } from "@playwright/test";

/** The first has no windows, and opens pages three times as fast. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** E2E_CHROMIUM, else an installed Chromium or Chrome, else the one that Playwright fetched. */
export function chromiumPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const known = [...found, ...ELSEWHERE, chromium.executablePath()];
  return process.env.E2E_CHROMIUM || known.find((path) => existsSync(path));
}

/** It talks to nobody but the product. Chromium as root has no sandbox. */
export const CHROMIUM_FLAGS = [
  "--disable-background-networking",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * The network of a page with a stream is never idle. This page (or context) asks for seats instead.
 *
 * @param {Pick<import("@playwright/test").Page, "route">} target
 */
export async function withoutStream(target) {
  await target.route(/\/api\/sessions\/live\//, (route) => route.fulfill({ status: 404 }));
}
