import type { BrowserContext, Page, Request } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, test, type Person } from "./fixtures";
import { account, signInWith } from "./sign-in";

const REFRESH = "/api/auth/token/refresh/";

async function signOut(page: Page): Promise<void> {
  await account(page).click();
  await page.getByRole("button", { name: "Sign out" }).click();
}

/** As if the tab came to the front. */
function lookAgain(page: Page): Promise<unknown> {
  return page.evaluate(() =>
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true })),
  );
}

function countCalls(context: BrowserContext, path: string): () => number {
  let count = 0;
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === path) count += 1;
  });
  return () => count;
}

test.describe("pages of one's own", () => {
  for (const path of ["/dashboard?tab=past", "/profile", "/creator-dashboard"]) {
    test(
      `ask a stranger to sign in first: ${path}`,
      { tag: "@once" },
      async ({ page, newUser }) => {
        const person = await newUser({ role: "CREATOR" });
        await page.goto(path);
        await expect(page).toHaveURL(`/login?next=${encodeURIComponent(path)}`);
        await signInWith(page, person.email, person.password);
        await expect(page).toHaveURL(path);
      },
    );
  }

  test("for creators say to learners what is needed", async ({ page, learner }) => {
    expect(learner.role).toBe("USER");
    await page.goto("/creator-dashboard");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This desk is for creators");
    await page.getByRole("link", { name: "Become a creator" }).click();
    await page.getByRole("button", { name: "Become a creator" }).click();
    await expect(page).toHaveURL("/creator-dashboard");
    await expect(page.getByRole("heading", { name: "This desk is for creators" })).toHaveCount(0);
  });
});

test.describe("signing out", () => {
  test("ends it in every tab, calmly", async ({ page, context, learner }) => {
    const other = await context.newPage();
    const third = await context.newPage();
    await page.goto("/");
    await other.goto("/dashboard");
    await third.goto("/help");
    await expect(account(page)).toHaveAccessibleName(`Account, ${learner.first_name} Byron`);
    await expect(other.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();
    await expect(account(third)).toBeVisible();

    await signOut(page);
    await expect(page).toHaveURL("/");
    await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    await expect(other).toHaveURL(/\/login\?next=%2Fdashboard/);
    await expect(other.getByRole("dialog")).toHaveCount(0);
    await expect(third.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    await expect(third.getByRole("dialog")).toHaveCount(0);
    expect(third.url()).toContain("/help");

    await page.goBack();
    await expect(account(page)).toHaveCount(0);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain("refresh");
  });

  test(
    "in one tab and in again brings the others along",
    { tag: "@once" },
    async ({ page, context, learner }) => {
      const other = await context.newPage();
      await page.goto("/");
      await other.goto("/dashboard");
      await expect(other.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();
      await signOut(page);
      await expect(other).toHaveURL(/\/login/);
      await page.goto("/login");
      await signInWith(page, learner.email, learner.password);
      await expect(account(page)).toBeVisible();
      await expect(other).toHaveURL("/dashboard");
      await expect(other.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();
    },
  );
});

test.describe("a sign-in that ends", () => {
  async function end(page: Page, person: Person): Promise<void> {
    // Signed out somewhere else: the server knows the tokens of this browser no more.
    const cookies = await page.context().cookies(`${new URL(page.url()).origin}/api/auth/`);
    const refresh = cookies.find(({ name }) => name.endsWith("refresh"));
    expect(refresh, person.email).toBeTruthy();
    const answer = await page.request.fetch("/api/auth/logout/", {
      method: "POST",
      data: { refresh: refresh?.value },
      headers: { Cookie: "" },
    });
    expect(answer.status()).toBe(204);
    // The answer of a call outside the page must not clear the page's cookies.
    await page.context().addCookies(cookies);
  }

  test("asks in place, and keeps what was typed", async ({ page, learner }) => {
    await page.goto("/profile");
    await page.getByLabel("First name").fill("Augusta");
    await end(page, learner);
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await expect(dialog.getByLabel("E-mail or username")).toHaveValue(learner.email);
    await dialog.getByLabel("Password", { exact: true }).fill(learner.password);
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByLabel("First name")).toHaveValue("Augusta");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });

  test(
    "shows the page anew when somebody else signs in",
    { tag: "@once" },
    async ({ page, learner, newUser }) => {
      const next = await newUser({ first_name: "Grace", last_name: "Hopper" });
      await page.goto("/profile");
      await page.getByLabel("First name").fill("Augusta");
      await end(page, learner);
      await page.getByRole("button", { name: "Save changes" }).click();
      const dialog = page.getByRole("dialog", { name: "Sign in again" });
      await signInWith(dialog, next.email, next.password);
      await expect(page.getByLabel("First name")).toHaveValue("Grace");
      await expect(page.getByLabel("E-mail")).toHaveValue(next.email);
    },
  );

  test("can be left as it is", async ({ page, learner }) => {
    await page.goto("/dashboard");
    await expect(page.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();
    await end(page, learner);
    await page.route("**/api/bookings/**", (route) =>
      route.fulfill({ status: 401, json: { detail: "Gone.", code: "token_not_valid" } }),
    );
    await lookAgain(page);
    await page.getByRole("button", { name: "Leave this page" }).click();
    await expect(page).toHaveURL("/");
    await expect(account(page)).toHaveCount(0);
  });
});

test(
  "five tabs with a spent token ask for one new token",
  { tag: "@once" },
  async ({ context, page, learner }) => {
    test.setTimeout(120_000);
    expect(learner.id).toBeTruthy();
    const tabs = [page];
    while (tabs.length < 5) tabs.push(await context.newPage());
    // The token that all tabs share, from what they send.
    let shared = "";
    let spent = "";
    await context.route("**/api/bookings/**", async (route) => {
      const sent = route.request().headers().authorization ?? "";
      if (sent === spent) {
        return route.fulfill({ status: 401, json: { detail: "…", code: "token_not_valid" } });
      }
      shared = sent;
      return route.continue();
    });
    for (const tab of tabs) {
      await tab.goto("/dashboard");
      await expect(tab.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();
    }
    const refreshes = countCalls(context, REFRESH);
    const pending = new Set<Request>();
    context.on("request", (request) => pending.add(request));
    context.on("requestfinished", (request) => pending.delete(request));
    context.on("requestfailed", (request) => pending.delete(request));
    for (let round = 1; round <= 10; round += 1) {
      spent = shared;
      await Promise.all(tabs.map(lookAgain));
      await expect.poll(() => shared === spent).toBe(false);
      await expect.poll(() => pending.size, "nothing is under way").toBe(0);
      expect(refreshes(), `after round ${round}`).toBe(round);
      // Until the next in turn may ask.
      await page.waitForTimeout(300);
    }
    for (const tab of tabs) {
      await expect(tab.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();
      await expect(tab.getByRole("dialog")).toHaveCount(0);
    }
  },
);
