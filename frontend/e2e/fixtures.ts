/**
 * `import { test, expect } from "./fixtures"` instead of Playwright's own.
 *
 * Each test fails on a console error or warning, an uncaught error, or a request to another host;
 * `watch.allow(/…/)` says which of them the test is about (an aborted request, a 500).
 * Pictures typed by tests are at https://pictures.example/any.png, one that does not load at
 * https://pictures.example/broken.png.
 *
 *   learner, creator   a fresh person, signed in in this test's browser; ask for one of the two
 *   newUser({...})     a fresh person who is signed in nowhere
 *   signIn(page, user) a real sign-in by cookie, for the page's browser context
 *   openAs(user)       a page of another browser, signed in as `user`; nobody without `user`
 *   api(user)          raw calls with the person's token: get, post, patch, delete, book
 *   makeSession({...}) a published session by a fresh creator, or by `by`
 *   world              people, sessions and bookings in every state, for tests that only look
 *   hostileWorld       the same, with texts that try to break pages
 *
 * Tag a test `@once` when the screen does not matter (desktop only), `@dark` to run it in the
 * dark theme as well: test("…", { tag: "@once" }, async ({ page }) => …).
 */

import {
  test as base,
  request as requests,
  type BrowserContext,
  type Page,
} from "@playwright/test";

import { Api, inHours, PASSWORD, publish, register, RESETS, unique } from "./api";
import type { Person, Session, SessionWishes, Wishes } from "./api";
import { Watch } from "./watch";
import { makeWorld, type World } from "./world";

interface Fixtures {
  watch: Watch;
  api: (person?: Person) => Api;
  newUser: (wishes?: Wishes) => Promise<Person>;
  makeSession: (wishes?: SessionWishes) => Promise<Session>;
  signIn: (page: Page, person: Person) => Promise<void>;
  openAs: (person?: Person) => Promise<Page>;
  learner: Person;
  creator: Person;
}

export const test = base.extend<Fixtures, { world: World; hostileWorld: World }>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch = new Watch();
      await watch.over(context, String(baseURL));
      await use(watch);
      expect(watch.complaints(), "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],

  page: async ({ page }, use) => {
    await use(page);
    // What the page still asks for when a test is over is nobody's affair.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  },

  api: async ({ baseURL }, use) => {
    // Without cookies: a token is all that a call is known by.
    const request = await requests.newContext({ baseURL });
    await use((person) => new Api(request, person?.access));
    await request.dispose();
  },

  newUser: async ({ api, timezoneId }, use) => {
    await use((wishes = {}) => register(api(), { time_zone: timezoneId ?? "UTC", ...wishes }));
  },

  makeSession: async ({ api, newUser }, use) => {
    await use(async ({ by, ...wishes } = {}) => {
      return publish(api(by ?? (await newUser({ role: "CREATOR" }))), wishes);
    });
  },

  signIn: async ({ baseURL }, use) => {
    await use((page, person) => enter(page.context(), person, String(baseURL)));
  },

  openAs: async ({ browser, contextOptions, baseURL, watch }, use, testInfo) => {
    const opened: BrowserContext[] = [];
    await use(async (person) => {
      const { viewport, isMobile, hasTouch, timezoneId, locale, colorScheme } =
        testInfo.project.use;
      const context = await browser.newContext({
        ...contextOptions,
        ...{ baseURL, viewport, isMobile, hasTouch, timezoneId, locale, colorScheme },
      });
      opened.push(context);
      await watch.over(context, String(baseURL));
      if (person) await enter(context, person, String(baseURL));
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },

  learner: async ({ newUser, signIn, page }, use) => {
    const person = await newUser();
    await signIn(page, person);
    await use(person);
  },

  world: [
    async ({}, use, { project }) => useWorld(project.use.baseURL, false, use),
    { scope: "worker" },
  ],

  hostileWorld: [
    async ({}, use, { project }) => useWorld(project.use.baseURL, true, use),
    { scope: "worker" },
  ],

  creator: async ({ newUser, signIn, page }, use) => {
    const person = await newUser({ role: "CREATOR", first_name: "Grace", last_name: "Hopper" });
    await signIn(page, person);
    await use(person);
  },
});

export const expect = test.expect;
export { inHours, PASSWORD, unique };
export type { Booking, Person, Session } from "./api";

async function useWorld(
  baseURL: string | undefined,
  isHostile: boolean,
  use: (world: World) => Promise<void>,
): Promise<void> {
  const request = await requests.newContext({ baseURL });
  await use(await makeWorld((person) => new Api(request, person?.access), isHostile));
  await request.dispose();
}

async function enter(context: BrowserContext, person: Person, origin: string): Promise<void> {
  const answer = await context.request.post("/api/auth/login/", {
    maxRetries: RESETS,
    headers: { "X-Client": "web", Origin: origin },
    data: { email: person.email, password: person.password },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}
