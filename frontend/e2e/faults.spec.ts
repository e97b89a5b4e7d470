import type { Route } from "@playwright/test";

import { expectAccessible } from "./axe";
import { FaultyProduct, type Fault } from "./faulty";
import { expect, test } from "./fixtures";
import { signInWith } from "./sign-in";

const { E2E_SERVER } = process.env;
/** What Chromium and Next.js say themselves about a document or request that failed. */
const EXPECTED = [
  /Failed to load resource/,
  /Minified React error/,
  /An error occurred in the Server Components render/,
];

test.describe("a server that can't reach its API", { tag: "@once" }, () => {
  test.skip(!E2E_SERVER, "E2E_SERVER, the folder of a built web server, is not known");
  test.describe.configure({ mode: "default" });

  let product: FaultyProduct;
  test.beforeAll(async ({}, { project }) => {
    product = await FaultyProduct.start(String(project.use.baseURL), String(E2E_SERVER));
  });
  test.afterAll(() => product?.end());

  const faults: Fault[] = ["error", "garbage", "cut off", "gone", "silent"];
  for (const fault of faults) {
    test(`says so on public pages and recovers: ${fault}`, async ({ browser, world }) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const { dated } = world.sessions;
      const paths = ["/", `/sessions/${dated.id}`, `/creators/${dated.creator_details.username}`];
      for (const path of paths) {
        product.fault = fault;
        await page.goto(product.address + path, { timeout: 20_000 });
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const again = page.getByRole("button", { name: "Try again" }).first();
        await expect(again, path).toBeVisible();
        await expectAccessible(page, `${path} while the API answers: ${fault}`);
        product.fault = "none";
        // The page may be faster, which tries again by itself.
        await again.click({ timeout: 5_000 }).catch(() => undefined);
        await expect(again, path).toBeHidden({ timeout: 20_000 });
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      }
      await context.close();
    });
  }
});

const CUTS: Record<string, (route: Route) => Promise<void>> = {
  "an error": (route) => route.fulfill({ status: 500, body: "Internal Server Error" }),
  garbage: (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<html>" }),
  busy: (route) =>
    route.fulfill({
      status: 503,
      headers: { "Retry-After": "1" },
      json: { detail: "Busy.", code: "unavailable" },
    }),
  "no connection": (route) => route.abort("internetdisconnected"),
};

for (const [name, cut] of Object.entries(CUTS)) {
  test.describe(`a browser that gets ${name} from the API`, { tag: "@once" }, () => {
    test.beforeEach(({ watch }) => watch.allow(...EXPECTED));

    test("keeps what was typed at sign-in, and lets in afterwards", async ({ page, newUser }) => {
      const person = await newUser();
      await page.goto("/login?next=%2F");
      await page.route("**/api/auth/login/", cut);
      await signInWith(page, person.email, person.password);
      await expect(page.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
      await expect(page.getByLabel("E-mail or username")).toHaveValue(person.email);
      await expectAccessible(page);
      await page.unroute("**/api/auth/login/");
      await page.getByRole("button", { name: /^(Sign in$|Try again)/ }).click();
      await expect(page).toHaveURL("/", { timeout: 20_000 });
    });

    test("says that bookings did not load, and shows them afterwards", async ({
      page,
      world,
      signIn,
    }) => {
      await signIn(page, world.learner);
      await page.route("**/api/bookings/**", cut);
      await page.goto("/dashboard");
      const again = page.getByRole("button", { name: "Try again" }).first();
      await expect(again).toBeVisible({ timeout: 20_000 });
      await expectAccessible(page);
      await page.unroute("**/api/bookings/**");
      await again.click();
      await expect(page.getByText(world.sessions.dated.title).first()).toBeVisible();
    });

    test("says that the account did not load, and goes on afterwards", async ({
      page,
      world,
      signIn,
    }) => {
      await signIn(page, world.learner);
      await page.route("**/api/**", cut);
      await page.goto("/dashboard");
      const again = page.getByRole("button", { name: "Try again" }).first();
      await expect(again).toBeVisible({ timeout: 20_000 });
      await expectAccessible(page);
      await page.unroute("**/api/**");
      await again.click();
      await expect(page.getByText(world.sessions.dated.title).first()).toBeVisible();
    });
  });
}
