/** How fast pages answer to what is done on them, and whether anything moves by itself. */

import { BUDGETS } from "./budgets.mjs";
import { withoutStream } from "./chromium.mjs";
import { address, launch, signIn } from "./product.mjs";

const MEASURED = ["catalogue", "session", "register", "checkout", "bookings", "profile",
  "own sessions", "editor", "insights"]; // prettier-ignore
const THROTTLE = 4;
const ACTS = 20;
/** Nothing is lost by measuring. */
const GRAVE = /cancel|delete|remove|sign out|release|pay|book|become|save|publish|draft|follow/i;

export async function measureVitals(places) {
  const browser = await launch();
  const rows = [];
  for (const name of MEASURED) {
    const place = places.find((each) => each.name === name);
    if (place) rows.push(await visit(browser, place));
  }
  await browser.close();
  return { rows, faults: rows.flatMap(faultsOf) };
}

async function visit(browser, place) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(context, place.who);
  const page = await context.newPage();
  await withoutStream(page);
  await page.addInitScript(observe);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  await page.goto(address() + place.path, { waitUntil: "networkidle" });
  const acts = [];
  for (const act of await planned(page)) {
    const before = await page.evaluate(() => window.vitals.interactions.size);
    // What another act has taken away is no longer there to be pressed.
    if (
      !(await act().then(
        () => true,
        () => false,
      ))
    )
      continue;
    await page.waitForTimeout(400);
    const slow = await page.evaluate(
      (known) => [...window.vitals.interactions.values()].slice(known),
      before,
    );
    // Events below 16 ms are not reported.
    acts.push(Math.max(16, ...slow));
  }
  const shift = await page.evaluate(() => window.vitals.shift);
  await context.close();
  acts.sort((a, b) => a - b);
  return {
    place,
    acts: acts.length,
    p75: acts[Math.ceil(acts.length * 0.75) - 1] ?? 0,
    most: acts.at(-1) ?? 0,
    shift,
  };
}

/** Runs in the page. */
function observe() {
  window.vitals = { interactions: new Map(), shift: 0 };
  const { vitals } = window;
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (!interactionId) continue;
      const known = vitals.interactions.get(interactionId) ?? 0;
      vitals.interactions.set(interactionId, Math.max(known, duration));
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) {
      if (!hadRecentInput) vitals.shift += value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Typing, tabs and filters, and buttons that open something, as far as the page has them. */
async function planned(page) {
  const main = page.locator("main");
  const fields = await main.locator("input:not([type]), input[type=text], input[type=search], input[type=email], input[type=password], textarea").all(); // prettier-ignore
  const typing = fields.slice(0, 6).map((field) => async () => {
    await field.click({ timeout: 2000 });
    await field.pressSequentially("abc ", { delay: 80 });
  });
  const path = new URL(page.url()).pathname;
  const tabs = await main.locator(`a[href^="${path}?"]:visible, a[href="${path}"]:visible`).all();
  const moving = tabs.slice(0, 8).map((tab) => () => tab.click({ timeout: 2000 }));
  const buttons = page.locator("button[type=button]:visible").filter({ hasNotText: GRAVE });
  const opening = (await buttons.all()).slice(0, 8).map((button) => async () => {
    await button.click({ timeout: 2000 });
    await page.waitForTimeout(400);
    await page.keyboard.press("Escape");
  });
  const all = [...typing, ...opening, ...moving].slice(0, ACTS);
  const scrolling = [() => page.mouse.click(5, 300), () => page.keyboard.press("Tab")];
  while (all.length < ACTS) all.push(scrolling[all.length % scrolling.length]);
  return all;
}

function faultsOf({ place, p75, most, shift }) {
  const found = [];
  if (p75 > BUDGETS.interaction.p75) found.push(`interactions p75 ${p75} ms`);
  if (most > BUDGETS.interaction.most) found.push(`slowest interaction ${most} ms`);
  if (shift > BUDGETS.shift) found.push(`layout shift ${shift.toFixed(3)}`);
  return found.map((fault) => `${place.name}: ${fault}`);
}
