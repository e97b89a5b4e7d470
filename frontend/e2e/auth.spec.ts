import { expectAccessible } from "./axe";
import { expect, PASSWORD, test, unique } from "./fixtures";
import { account, signInWith } from "./sign-in";

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
      await signInWith(page, person.email, "not the password");
      const problem = page.getByRole("alert").filter({ hasText: "do not belong together" });
      await expect(problem).toBeVisible();
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
      const words = await problem.innerText();
      await signInWith(page, `${unique("nobody")}@example.com`, "not the password");
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
    await signInWith(page, person.username, person.password);
    await expect(page).toHaveURL(`/sessions/${session.id}`);
    await expect(account(page)).toBeVisible();
    await page.goto("/login?next=%2Fhelp");
    await expect(page).toHaveURL("/help");
  });

  test("never leads to another site", { tag: "@once" }, async ({ page, newUser }) => {
    const person = await newUser();
    await page.goto("/login?next=%2F%2Fevil.example%2F");
    await signInWith(page, person.email, person.password);
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
    await signInWith(page, "ada@example.com", PASSWORD);
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
