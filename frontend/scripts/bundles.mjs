/** What each page brings along at first load, gzipped. */

import { gzipSync } from "node:zlib";

import { baseline } from "./baseline.mjs";
import { BUDGETS } from "./budgets.mjs";
import { withoutStream } from "./chromium.mjs";
import { address, launch, signIn } from "./product.mjs";

const KINDS = ["script", "stylesheet", "font", "image"];

/** kB and number by kind: `opened` until the load event, `settled` until nothing more came. */
async function load(browser, origin, place) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(context, place.who);
  const page = await context.newPage();
  await withoutStream(page);
  const answers = [];
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    if (KINDS.includes(kind) && response.url().startsWith("http")) {
      answers.push(weigh(kind, response));
    }
  });
  await page.goto(origin + place.path, { waitUntil: "load" });
  const opened = answers.length;
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1000);
  const weighed = await Promise.all(answers);
  await context.close();
  return { opened: sums(weighed.slice(0, opened)), settled: sums(weighed) };
}

async function weigh(kind, response) {
  const body = await response.body().catch(() => Buffer.alloc(0));
  // Fonts and pictures are packed already.
  const isText = kind === "script" || kind === "stylesheet";
  return { kind, size: (isText ? gzipSync(body).length : body.length) / 1000 };
}

function sums(answers) {
  return Object.fromEntries(
    KINDS.map((kind) => {
      const found = answers.filter((each) => each.kind === kind);
      return [kind, { files: found.length, size: found.reduce((sum, { size }) => sum + size, 0) }];
    }),
  );
}

export async function measureBundles(places) {
  const browser = await launch();
  const empty = await baseline((origin) =>
    load(browser, origin, { name: "empty", path: "/", kind: "public" }),
  );
  const rows = [];
  for (const place of places) rows.push({ place, ...(await load(browser, address(), place)) });
  await browser.close();
  const base = empty.settled.script.size;
  const faults = rows.flatMap((row) => faultsOf(row, base));
  return { base, rows, faults };
}

function faultsOf({ place, opened, settled }, base) {
  const most = base + BUDGETS.js[place.kind];
  const found = [];
  if (opened.script.size > most) {
    found.push(`JavaScript ${opened.script.size.toFixed(0)} kB, more than ${most.toFixed(0)}`);
  }
  if (place.kind === "public" && opened.script.size > BUDGETS.jsInAll) {
    found.push(`JavaScript ${opened.script.size.toFixed(0)} kB, more than ${BUDGETS.jsInAll}`);
  }
  if (settled.stylesheet.size > BUDGETS.css) {
    found.push(`CSS ${settled.stylesheet.size.toFixed(0)} kB, more than ${BUDGETS.css}`);
  }
  const { files, size } = settled.font;
  if (files > BUDGETS.fonts.files || size > BUDGETS.fonts.size) {
    found.push(`${files} fonts of ${size.toFixed(0)} kB`);
  }
  return found.map((fault) => `${place.name}: ${fault}`);
}
