import { defineConfig } from "@playwright/test";

import { CHROMIUM_FLAGS, chromiumPath } from "./scripts/chromium.mjs";

/** One process for what all pages share, in place of three: a tenth less to do. */
const FEW_PROCESSES = ["--in-process-gpu", "--enable-features=NetworkServiceInProcess2"];

/** `make e2e` starts a product of its own; without a word the one that runs here is tested. */
const { CI, E2E_BASE_URL = "http://localhost:3000", E2E_REPORT } = process.env;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(CI),
  // A test that fails now and then is a finding: here it fails at once, and what CI had to try
  // twice stands in its summary as flaky.
  retries: CI ? 1 : 0,
  // A test waits as much as it works: one more than two cores.
  workers: Number(process.env.E2E_WORKERS) || 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ...(E2E_REPORT ? [["junit", { outputFile: E2E_REPORT }] as const] : [])],
  use: {
    baseURL: E2E_BASE_URL.replace(/\/$/, ""),
    browserName: "chromium",
    launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS, ...FEW_PROCESSES] },
    locale: "en-US",
    actionTimeout: 10_000,
    navigationTimeout: 30_000,
    // Recording every test made all of them a quarter slower. To look into one: ARGS="… --trace on".
    trace: "on-first-retry",
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "desktop",
      use: { viewport: { width: 1280, height: 900 }, timezoneId: "Europe/Berlin" },
    },
    {
      // West of Greenwich, and not where a test is about what no screen changes.
      name: "phone",
      grepInvert: /@once/,
      use: {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
        timezoneId: "America/New_York",
      },
    },
    {
      name: "dark",
      grep: /@dark/,
      use: {
        viewport: { width: 1280, height: 900 },
        timezoneId: "Europe/Berlin",
        colorScheme: "dark",
      },
    },
  ],
});
