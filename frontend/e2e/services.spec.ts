/** Signing in with another service, through a real provider. */

import { expectAccessible } from "./axe";
import { expect, test, unique } from "./fixtures";
import { continueAs, HAS_PROVIDER, identity, passProvider } from "./identities";
import { account } from "./sign-in";
import { asIfStale } from "./stale";
import { digitsOf } from "./totp";

test.skip(!HAS_PROVIDER, "needs the provider that `make e2e` starts");

test("somebody new chooses a name and a role, and comes back by the same button", async ({
  page,
  context,
}) => {
  const lin = await identity(page);
  const name = unique("lin");
  await page.goto("/login?next=%2Fhelp");
  await continueAs(page, lin);
  await expect(page.getByRole("heading", { name: "Welcome, Lin" })).toBeFocused();
  await expect(page).toHaveURL("/callback");
  await expect(page.getByText(lin.email)).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue("lin.falk");
  await expectAccessible(page);

  await page.getByLabel("Username").fill("a b");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/Use letters/);
  await page.reload();
  await page.getByLabel("Username").fill(name);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/help");
  await expect(account(page)).toBeVisible();

  await context.clearCookies();
  await page.goto("/login");
  await continueAs(page, lin);
  await expect(page).toHaveURL("/");
  await expect(account(page)).toBeVisible();
  // No secret is left where the back button leads.
  await page.goBack();
  expect(page.url()).not.toContain("code=");
});

test(
  "whose address has an account proves it by its password, once",
  { tag: "@once" },
  async ({ page, context, newUser }) => {
    const person = await newUser();
    const lin = await identity(page, { email: person.email });
    await page.goto("/register");
    await continueAs(page, lin);
    await expect(page.getByRole("heading", { name: "You have an account already" })).toBeFocused();
    await expectAccessible(page);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in and link" }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
      /not the password of that account/,
    );
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in and link" }).click();
    await expect(page).toHaveURL("/");

    await context.clearCookies();
    await page.goto("/login");
    await continueAs(page, lin);
    await expect(account(page)).toBeVisible();
  },
);

test(
  "who is signed in links a service and unlinks it; the only way in stays",
  { tag: "@once" },
  async ({ page, learner, openAs }) => {
    expect(learner.id).toBeTruthy();
    const lin = await identity(page);
    await page.goto("/profile/security");
    await page.getByRole("button", { name: "Link Example", exact: true }).click();
    await passProvider(page, lin);
    await expect(page).toHaveURL("/profile/security#services");
    await expect(page.getByText("Linked. From now on")).toBeVisible();
    const services = page.getByRole("region", { name: "Other services" });
    await services.getByRole("button", { name: "Unlink Example" }).click();
    await expect(services.getByText("Not linked")).toBeVisible();
    await expect(services.getByRole("heading")).toBeFocused();

    const stranger = await openAs();
    await stranger.goto("/register");
    await continueAs(stranger, lin);
    await stranger.getByLabel("Username").fill(unique("lin"));
    await stranger.getByRole("radio", { name: /Teach/ }).check();
    await stranger.getByRole("button", { name: "Create account" }).click();
    await expect(stranger).toHaveURL("/creator-dashboard");
    await stranger.goto("/profile/security");
    await stranger.getByRole("button", { name: "Unlink Example" }).click();
    await expect(stranger.getByText("This is your only way to sign in.")).toBeVisible();
    await expectAccessible(stranger);
    const setPassword = async () => {
      await stranger.getByRole("button", { name: "Set a password" }).click();
      await stranger.getByLabel("New password").fill("another long passphrase");
      await stranger.getByRole("button", { name: "Set the password" }).click();
    };
    await asIfStale(stranger, "/api/auth/password/change/");
    await setPassword();
    await expect(stranger.getByRole("dialog", { name: /^Prove once more/ })).toBeVisible();
    await continueAs(stranger, lin);
    await expect(stranger).toHaveURL("/profile/security");
    await stranger.unrouteAll();
    await setPassword();
    await expect(stranger.getByText("You can now sign in with a password as well.")).toBeVisible();
    await stranger.getByRole("button", { name: "Unlink Example" }).click();
    await expect(stranger.getByText("Not linked")).toBeVisible();

    // What is somebody's here can't become another's.
    await page.getByRole("button", { name: "Link Example", exact: true }).click();
    await passProvider(page, lin);
    await expect(services.getByRole("button", { name: "Unlink Example" })).toBeVisible();
  },
);

test(
  "a handoff works once, in its browser, and every fault has a way on",
  { tag: "@once" },
  async ({ page, openAs }) => {
    await page.goto("/login");
    await page.getByRole("button", { name: "Continue with Example" }).click();
    await page.getByRole("button", { name: "Deny" }).click();
    await expect(page).toHaveURL("/callback");
    await expect(page.getByRole("button", { name: "Continue with Example" })).toBeVisible();

    const unverified = await identity(page, { email_verified: false });
    await continueAs(page, unverified);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/has not checked your e-mail/);
    await expectAccessible(page);

    const lin = await identity(page);
    let handoff = "";
    page.on("request", (request) => {
      if (request.url().includes("/callback?code=")) handoff = request.url();
    });
    await continueAs(page, lin);
    await expect(page.getByRole("heading", { name: /^Welcome/ })).toBeVisible();
    const thief = await openAs();
    await thief.goto(handoff);
    await expect(thief.getByRole("heading", { level: 1 })).toHaveText("This sign-in took too long");
    await expect(thief).toHaveURL("/callback");
    for (const [error, words] of [
      ["denied", /called off/],
      ["inactive", /closed/],
      ["already_linked", /somebody else/],
      ["provider_down", /does not answer/],
      ["provider_fault", /strangely/],
      ["what_is_this", /did not work/],
    ] as const) {
      await thief.goto(`/callback?error=${error}`);
      await expect(thief.getByRole("heading", { level: 1 })).toHaveText(words);
      await expect(thief).toHaveURL("/callback");
      await expect(thief.getByRole("link", { name: "Sign in with your password" })).toBeVisible();
    }
  },
);

test(
  "two tabs sign in side by side without getting into each other's way",
  { tag: "@once" },
  async ({ page, context }) => {
    const lin = await identity(page);
    const other = await context.newPage();
    await page.goto("/login");
    await other.goto("/login?next=%2Fhelp");
    // At once, in a browser that is not known yet.
    await Promise.all(
      [page, other].map((tab) =>
        tab.getByRole("button", { name: "Continue with Example" }).click(),
      ),
    );
    await passProvider(page, lin);
    await passProvider(other, lin);
    for (const tab of [page, other]) {
      await expect(tab.getByRole("heading", { name: "Welcome, Lin" })).toBeVisible();
    }
    await page.getByLabel("Username").fill(unique("lin"));
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL("/");
    await expect(other).toHaveURL("/help");
  },
);

test(
  "the second step is asked of who comes from a service as well",
  { tag: "@once" },
  async ({ page, context, api, newUser }) => {
    const person = await newUser();
    const lin = await identity(page, { email: person.email });
    const { secret } = await api(person).post<{ secret: string }>("/api/auth/totp/");
    await api(person).post("/api/auth/totp/confirm/", { digits: digitsOf(secret, -1) });

    await page.goto("/login?next=%2Fhelp");
    await continueAs(page, lin);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in and link" }).click();
    await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
    await page.reload();
    await page.getByLabel("Code of your app").fill(digitsOf(secret));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL("/help");

    await context.clearCookies();
    await page.goto("/login?next=%2Fhelp");
    await continueAs(page, lin);
    await expect(page.getByLabel("Code of your app")).toBeFocused();
    await expectAccessible(page);
    await page.getByLabel("Code of your app").fill(digitsOf(secret, 1));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL("/help");
  },
);
