/**
 * Measures the product at E2E_BASE_URL, and writes bench/WEB.md when all of it was measured:
 * `make web-bench`, or ARGS="bundles" (lighthouse, vitals) for a part of it.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";

import { measureBundles } from "./bundles.mjs";
import { chromiumPath } from "./chromium.mjs";
import { measureLighthouse } from "./lighthouse.mjs";
import { places } from "./product.mjs";
import { measureVitals } from "./vitals.mjs";

const RESULTS = join(import.meta.dirname, "..", "..", "bench", "WEB.md");
const PARTS = { bundles: bundles, lighthouse: scores, vitals: vitals };

const wanted = process.argv.slice(2);
const chosen = Object.entries(PARTS).filter(([name]) => !wanted.length || wanted.includes(name));
const measured = await places();
const faults = [];
const sections = [];
for (const [name, part] of chosen) {
  console.log(`Measuring: ${name}`);
  const found = await part(measured);
  faults.push(...found.faults);
  sections.push(found.text);
}
const verdict = faults.length
  ? `Over budget:\n\n${faults.map((fault) => `- ${fault}`).join("\n")}`
  : "Everything is within its budget (frontend/scripts/budgets.mjs).";
const text = `${head()}\n${verdict}\n\n${sections.join("\n")}`;
console.log(`\n${text}`);
if (!wanted.length) writeFileSync(RESULTS, text);
process.exit(faults.length ? 1 : 0);

function head() {
  const { version } = JSON.parse(
    readFileSync(join(import.meta.dirname, "../package.json"), "utf8"),
  );
  const browser = execFileSync(chromiumPath() ?? "chromium", ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return `# The web front end, measured

Written by \`make web-bench\`; version ${version}, ${new Date().toISOString().slice(0, 10)}.
${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()},
Node.js ${process.version}, ${browser.trim()}. The build that \`make run\` serves, with the real API
and some thousand sessions, everything on the same machine and nothing else running.
`;
}

async function bundles(all) {
  const { base, rows, faults } = await measureBundles(all);
  const lines = rows.map(({ place, opened, settled }) => [
    place.name,
    kB(opened.script.size),
    kB(opened.script.size - base),
    kB(settled.script.size),
    kB(settled.stylesheet.size),
    `${settled.font.files} / ${kB(settled.font.size)}`,
  ]);
  const text = `## Size

JavaScript and CSS gzipped, kB. An empty page of the same Next.js has ${kB(base)} kB of JavaScript.
"In all" is what has come a second after the page has settled, with what it fetches ahead.

${table(["Page", "JavaScript", "above empty", "in all", "CSS", "fonts"], lines)}`;
  return { text, faults };
}

async function scores(all) {
  const { rows, faults } = await measureLighthouse(all);
  const lines = rows.map(({ place, device, isPublic, scores: found, lcp, tbt, cls, all: runs }) => [
    place.name,
    device,
    isPublic ? `${found.performance} (${runs.join(" ")})` : "–",
    found.accessibility,
    found["best-practices"],
    found.seo ?? "–",
    isPublic ? `${(lcp / 1000).toFixed(1)} s` : "–",
    isPublic ? `${Math.round(tbt)} ms` : "–",
    isPublic ? cls.toFixed(3) : "–",
  ]);
  const text = `## Lighthouse

Public pages: the median of three runs (all in brackets), "mobile" is its simulated phone. Pages
behind the sign-in are not for search engines, and only looked at for what is no speed.

${table(["Page", "Device", "Speed", "Access", "Practice", "SEO", "LCP", "TBT", "CLS"], lines)}`;
  return { text, faults };
}

async function vitals(all) {
  const { rows, faults } = await measureVitals(all);
  const lines = rows.map(({ place, acts, p75, most, shift }) => [
    place.name,
    acts,
    `${p75} ms`,
    `${most} ms`,
    shift.toFixed(3),
  ]);
  const text = `## Answers to acts

Typing, tabs, filters and dialogs on a processor slowed down four times: from the act to the next
picture. The shift is that of the whole visit, what follows an act at once left out.

${table(["Page", "Acts", "75 % within", "Slowest", "Layout shift"], lines)}`;
  return { text, faults };
}

function kB(size) {
  return size.toFixed(size < 10 ? 1 : 0);
}

function table(heads, rows) {
  const lines = [heads, heads.map(() => "---"), ...rows];
  return `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}
