import type { BrowserContext, Page, Request } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, PASSWORD, test, unique, type Person } from "./fixtures";

const REFRESH = "/api/auth/token/refresh/";

async function fillLogin(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("E-mail or username").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The navigation bar's or, on a phone, the menu's button of whoever is signed in. */
function account(page: Page) {
  return page.getByRole("button", { name: /^Account/ });
}

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

test.describe("registering", () => {
  test("makes a learner, with the zone of the device, and leads back", async ({ page }) => {
    const name = unique("lena");
    await page.goto("/register?next=%2Fhelp");
    await expect(page.getByRole("radio", { name: /Learn/ })).toBeChecked();
    await page.getByLabel("First name").fill("Lena");
    await page.getByLabel("E-mail").fill(`${name}@example.com`);
    await page.getByLabel("Last name").fill("Vogt");
    await page.getByLabel("Password", { exact: true }).focus();
    await expect(page.getByLabel("Username")).toHaveValue("lena.vogt");
    await page.getByLabel("Username").fill(name);

    await page.getByLabel("Password", { exact: true }).fill("1234567");
    await expect(page.getByText("At least 8 characters: not yet")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(`${name}1`);
    await expect(page.getByText("Not like your name, username or e-mail: not yet")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await expect(page.getByText(/: not yet/)).toHaveCount(0);

    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL("/help");
    await expect(account(page)).toBeVisible();
    await page.goto("/profile");
    const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    await expect(page.getByRole("combobox", { name: "Time zone" })).toHaveValue(
      zone.replaceAll("_", " "),
    );
  });

  test("makes a creator, who arrives at the desk", async ({ page }) => {
    const name = unique("mara");
    await page.goto("/teach");
    await page.getByRole("link", { name: "Create a creator account" }).click();
    await expect(page.getByRole("radio", { name: /Teach/ })).toBeChecked();
    await page.getByLabel("First name").fill("Mara");
    await page.getByLabel("E-mail").fill(`${name}@example.com`);
    await page.getByLabel("Username").fill(name);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL("/creator-dashboard");
  });

  test("says under each field what is wrong with it, and takes the reader there", async ({
    page,
    newUser,
  }) => {
    const taken = await newUser();
    await page.goto("/register");
    await page.getByRole("button", { name: "Create account" }).click();
    const problem = page.getByRole("alert").filter({ hasText: "need another look" });
    await expect(problem).toBeVisible();
    await problem.getByRole("button", { name: "First name" }).click();
    await expect(page.getByLabel("First name")).toBeFocused();

    await page.getByLabel("First name").fill("Ada");
    await page.getByLabel("E-mail").fill(taken.email.toUpperCase());
    await page.getByLabel("Username").fill(unique("ada"));
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/already uses this e-mail/);
    await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("First name")).toHaveValue("Ada");

    await page.getByLabel("E-mail").fill(`${unique("ada")}@example.com`);
    await page.getByLabel("Password", { exact: true }).fill("password1");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
      /too common/,
    );
    await expectAccessible(page);
  });
});

test.describe("signing in", () => {
  test(
    "says the same for a wrong password and for nobody",
    { tag: "@once" },
    async ({ page, newUser }) => {
      const person = await newUser();
      await page.goto("/login");
      await fillLogin(page, person.email, "not the password");
      const problem = page.getByRole("alert").filter({ hasText: "do not belong together" });
      await expect(problem).toBeVisible();
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
      const words = await problem.innerText();
      await fillLogin(page, `${unique("nobody")}@example.com`, "not the password");
      await expect(problem).toHaveText(words);
      await expect(page.getByLabel("Password", { exact: true })).toHaveValue("not the password");
      await expectAccessible(page);
    },
  );

  test("asks for what is missing", async ({ page }) => {
    await page.goto("/login");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByLabel("E-mail or username")).toBeFocused();
    await expect(page.getByLabel("E-mail or username")).toHaveAccessibleDescription(/Enter your/);
  });

  test("leads back to where one was", async ({ page, newUser, makeSession }) => {
    const person = await newUser();
    const session = await makeSession();
    await page.goto(`/login?next=${encodeURIComponent(`/sessions/${session.id}`)}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to book your seat");
    await expect(page.getByText(session.title)).toBeVisible();
    await fillLogin(page, person.username, person.password);
    await expect(page).toHaveURL(`/sessions/${session.id}`);
    await expect(account(page)).toBeVisible();
    await page.goto("/login?next=%2Fhelp");
    await expect(page).toHaveURL("/help");
  });

  test("never leads to another site", { tag: "@once" }, async ({ page, newUser }) => {
    const person = await newUser();
    await page.goto("/login?next=%2F%2Fevil.example%2F");
    await fillLogin(page, person.email, person.password);
    await expect(account(page)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/");
    for (const next of ["https://evil.example", "/\\evil.example", "/.//evil.example"]) {
      await page.goto(`/login?next=${encodeURIComponent(next)}`);
      await expect(page).toHaveURL("/");
    }
  });

  test("waits when the server asks for it, and counts down", { tag: "@once" }, async ({ page }) => {
    await page.route("**/api/auth/login/", (route) =>
      route.fulfill({
        status: 429,
        headers: { "Retry-After": "3" },
        json: { detail: "Too many attempts.", code: "throttled" },
      }),
    );
    await page.goto("/login");
    await fillLogin(page, "ada@example.com", PASSWORD);
    await expect(page.getByRole("alert").filter({ hasText: "Too many tries" })).toBeVisible();
    const button = page.getByRole("button", { name: /Try again in \d s/ });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await page.unroute("**/api/auth/login/");
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  });

  test("shows the password, and hides it when it is sent", { tag: "@once" }, async ({ page }) => {
    await page.goto("/login");
    const password = page.getByLabel("Password", { exact: true });
    await password.fill("open");
    await page.getByRole("button", { name: "Show password" }).click();
    await expect(password).toHaveAttribute("type", "text");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(password).toHaveAttribute("type", "password");
    await expect(password).toHaveAttribute("autocomplete", "current-password");
  });

  test("through another site is explained when nothing comes of it", async ({ page }) => {
    await page.goto("/callback");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/nothing to finish/);
    await page.goto("/callback?error=access_denied");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/called off/);
    await page.goto("/callback?code=1&state=2");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/took too long/);
    await expect(page).toHaveURL("/callback");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Sign in with your password" }).click();
    await expect(page).toHaveURL("/login");
  });
});

test.describe("pages of one's own", () => {
  for (const path of ["/dashboard?tab=past", "/profile", "/creator-dashboard"]) {
    test(
      `ask a stranger to sign in first: ${path}`,
      { tag: "@once" },
      async ({ page, newUser }) => {
        const person = await newUser({ role: "CREATOR" });
        await page.goto(path);
        await expect(page).toHaveURL(`/login?next=${encodeURIComponent(path)}`);
        await fillLogin(page, person.email, person.password);
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
      await fillLogin(page, learner.email, learner.password);
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
      await dialog.getByLabel("E-mail or username").fill(next.email);
      await dialog.getByLabel("Password", { exact: true }).fill(next.password);
      await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
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

test("doors are accessible", { tag: "@dark" }, async ({ page }) => {
  for (const path of ["/login", "/register", "/callback"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test(
  "the form never puts a password into an address",
  { tag: "@once" },
  async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
    const page = await context.newPage();
    await page.goto("/login?next=%2Fhelp");
    expect(await page.content()).toContain("Signing in needs JavaScript.");
    await page.getByLabel("Password", { exact: true }).fill("secret");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForLoadState();
    expect(page.url()).not.toContain("secret");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    await context.close();
  },
);
