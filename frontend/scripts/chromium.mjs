/** The browser of the end-to-end tests and measurements, and what it is started with. */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * An installed Chromium or Chrome: E2E_CHROMIUM, else what is found.
 */
export function chromiumPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return process.env.E2E_CHROMIUM || [...found, ...ELSEWHERE].find((path) => existsSync(path));
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
