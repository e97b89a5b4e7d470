import { defineConfig } from "vitest/config";

/** West and east of Greenwich, half hours off, and a zone that hardly anything thinks of. */
const ZONES = ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"];

/** A test that needs a document is a .test.tsx, or says `// @vitest-environment jsdom`. */
const project = (name: string, zone: string, environment: string, include: string[]) => ({
  extends: true as const,
  test: { name, environment, include, env: { TZ: zone } },
});

export default defineConfig({
  resolve: { alias: { "@": `${import.meta.dirname}/src` } },
  test: {
    // A zone counts only from the start of a process.
    pool: "forks",
    // By itself it leaves a core to others, and there are none.
    maxWorkers: "100%",
    restoreMocks: true,
    unstubGlobals: true,
    projects: [
      project("components", "UTC", "jsdom", ["src/**/*.test.tsx"]),
      // What must not depend on where the device is.
      ...ZONES.map((zone) => project(zone, zone, "node", ["src/**/*.test.ts", "*.test.ts"])),
    ],
    coverage: {
      include: ["src/lib/**"],
      reporter: ["text-summary"],
      thresholds: { statements: 90, branches: 88, functions: 88, lines: 90 },
    },
  },
});
