"use client";

/**
 * When the frame of all pages failed. Needs nothing of it: no styles of the site, no parts that
 * may be what is broken.
 */
export default function SiteFault({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>This page did not load · Sessions</title>
        <meta name="robots" content="noindex" />
        <style>{STYLES}</style>
      </head>
      <body>
        <main>
          <svg viewBox="0 0 26 26" width="40" height="40" aria-hidden="true">
            <path fill="currentColor" d="M12.2 2.5a8.5 8.5 0 0 0 0 17Z" />
            <path fill="#4a63ea" d="M13.8 6.5a8.5 8.5 0 0 1 0 17Z" />
          </svg>
          <h1>This page did not load</h1>
          <p>
            Something went wrong on our side. Nothing you did was lost, and nothing was charged.
          </p>
          <p>
            <button type="button" onClick={retry}>
              Try again
            </button>
            {/* A whole new document: what runs now is what failed. */}
            {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
            <a href="/">Browse sessions</a>
          </p>
        </main>
      </body>
    </html>
  );
}

const STYLES = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#fbfbf9, #121316); color: light-dark(#44433d, #c6c8ce);
  font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; color: light-dark(#161613, #f3f3f1); }
h1 { margin: 1.5rem 0 0.5rem; font-size: 2rem; line-height: 1.1; letter-spacing: -0.03em; }
p { margin: 0 0 1.5rem; color: light-dark(#44433d, #c6c8ce); }
button { min-height: 2.75rem; margin-right: 1rem; padding: 0 1.125rem; border: 0;
  border-radius: 10px; background: #2440c4; color: #fff; font: inherit; font-weight: 500; cursor: pointer; }
a { display: inline-flex; align-items: center; min-height: 2.75rem; color: light-dark(#2440c4, #a7b6ff); }
:focus-visible { outline: 2px solid light-dark(#2440c4, #a7b6ff); outline-offset: 2px; }
`;
