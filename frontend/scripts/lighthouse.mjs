/** Lighthouse: public pages on a simulated phone and a desk, the others for what is no speed. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";

import { freePort } from "./baseline.mjs";
import { BUDGETS } from "./budgets.mjs";
import { CHROMIUM_FLAGS, chromiumPath } from "./chromium.mjs";
import { address, signIn } from "./product.mjs";

const PUBLIC = ["catalogue", "session", "sign in", "register"];
const ROUNDS = 3;
const OTHERS = ["accessibility", "best-practices", "seo"];

export async function measureLighthouse(places) {
  const rows = [];
  for (const place of places) {
    const isPublic = PUBLIC.includes(place.name);
    if (!isPublic && !place.who) continue;
    // What the bar of a phone covers counts as too small, though it can be scrolled out below it.
    for (const device of isPublic ? ["mobile", "desktop"] : ["desktop"]) {
      rows.push(await examine(place, device, isPublic));
    }
  }
  return { rows, faults: rows.flatMap(faultsOf) };
}

async function examine(place, device, isPublic) {
  const profile = mkdtempSync(join(tmpdir(), "lighthouse-"));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
  });
  try {
    await signIn(context, place.who);
    const runs = [];
    for (let round = 0; round < (isPublic ? ROUNDS : 1); round += 1) {
      runs.push(await run(place, device, port, isPublic));
    }
    return { place, device, isPublic, ...median(runs) };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function run(place, device, port, isPublic) {
  const found = await lighthouse(
    address() + place.path,
    {
      port,
      logLevel: "error",
      // A page that listens to its seats never falls silent.
      maxWaitForLoad: 12_000,
      output: "json",
      // Who signed in stays signed in; the cache is emptied all the same.
      disableStorageReset: Boolean(place.who),
      onlyCategories: isPublic ? ["performance", ...OTHERS] : ["accessibility", "best-practices"],
    },
    device === "desktop" ? desktopConfig : undefined,
  );
  if (!found) throw new Error(`Lighthouse says nothing about ${place.name}`);
  const { categories, audits, runtimeError } = found.lhr;
  if (runtimeError) throw new Error(`${place.name}: ${runtimeError.message}`);
  const lost = Object.values(categories)
    .filter(({ id }) => id !== "performance")
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => id);
  return {
    scores: Object.fromEntries(
      Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
    ),
    lcp: audits["largest-contentful-paint"]?.numericValue,
    tbt: audits["total-blocking-time"]?.numericValue,
    cls: audits["cumulative-layout-shift"]?.numericValue,
    lost: [...new Set(lost)],
  };
}

/** By performance, of an odd number of runs. */
function median(runs) {
  const sorted = [...runs].sort((a, b) => a.scores.performance - b.scores.performance);
  return {
    ...sorted[Math.floor(sorted.length / 2)],
    all: runs.map(({ scores }) => scores.performance),
  };
}

function faultsOf({ place, device, isPublic, scores, lcp, tbt, lost }) {
  const found = [];
  const told = `${place.name}, ${device}`;
  const least = BUDGETS.scores.performance[device];
  if (isPublic && scores.performance < least) {
    found.push(`${told}: performance ${scores.performance}, less than ${least}`);
  }
  for (const id of OTHERS) {
    if (id in scores && scores[id] < BUDGETS.scores.others) {
      found.push(`${told}: ${id} ${scores[id]} (${lost.join(", ")})`);
    }
  }
  if (isPublic && lcp > BUDGETS.lcp[device]) found.push(`${told}: LCP ${Math.round(lcp)} ms`);
  if (isPublic && tbt > BUDGETS.tbt[device]) found.push(`${told}: TBT ${Math.round(tbt)} ms`);
  return found;
}
