import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: {
    root: import.meta.dirname,
    // The generated client brings a reader of event streams into every page; nobody calls it.
    resolveAlias: { "../core/serverSentEvents.gen": "./src/lib/no-events.ts" },
  },
  // Django's routes end with a slash, and a redirect would lose the body of a POST.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // `make check` looks at the types; a build that is to be served need not do it again.
  typescript: { ignoreBuildErrors: true },
  // The end-to-end tests reach the development server by the number.
  allowedDevOrigins: ["127.0.0.1"],
};

export default config;
