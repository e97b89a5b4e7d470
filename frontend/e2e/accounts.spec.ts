/** Passwords forgotten and changed, addresses confirmed, devices ended. */

import type { Page, Route } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, PASSWORD, test, unique } from "./fixtures";
import { codeIn, linkIn, mailTo } from "./mail";
import { signInWith } from "./sign-in";

const NEW_PASSWORD = "another long passphrase";

/** Nothing of a secret is in the address, nor where the back button leads. */
async function expectNoSecret(page: Page): Promise<void> {
  await expect.poll(() => page.url()).not.toContain("token=");
  await expect.poll(() => page.url()).not.toContain("code=");
}

test(
  "a forgotten password is set anew by the link of a mail, and the old one is gone",
  { tag: "@once" },
  async ({ page, newUser, openAs }) => {
    const person = await newUser();
    const elsewhere = await openAs(person);
    await elsewhere.goto("/profile");
    await page.goto("/login");
    await page.getByLabel("E-mail or username").fill(person.email);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
    await page.getByRole("button", { name: "Send me a link" }).click();
    await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();
    await expect(page.getByRole("button", { name: /^Send again in/ })).toBeVisible();
    await expectAccessible(page);

    const link = linkIn(await mailTo(page, person.email, "Set a new password"));
    await page.goto(link);
    await expectNoSecret(page);
    await page.reload();
    await page.getByLabel("New password").fill("password1");
    await page.getByRole("button", { name: "Set the password" }).click();
    await expect(page.getByLabel("New password")).toHaveAccessibleDescription(/too common/);
    await expectAccessible(page);
    await page.getByLabel("New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    await expect(page.getByRole("heading", { name: "Your password is set" })).toBeFocused();

    await page.getByRole("link", { name: "Sign in" }).click();
    await signInWith(page, person.email, NEW_PASSWORD);
    await expect(page).toHaveURL("/");
    await elsewhere.reload();
    await expect(elsewhere).toHaveURL(/\/login/);

    await page.goto(link);
    await page.getByLabel("New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeFocused();
    await expect(page.getByRole("link", { name: "Send me a new link" })).toBeVisible();
  },
);

test(
  "asking for a forgotten password says the same for nobody",
  { tag: "@once" },
  async ({ page }) => {
    await page.goto("/forgot-password");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/Enter the e-mail/);
    await page.getByLabel("E-mail").fill("nobody@example");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/valid/);
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await page.getByLabel("E-mail").fill(`${unique("nobody")}@example.com`);
    await page.getByRole("button", { name: "Send me a link" }).click();
    await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();
  },
);

test(
  "an address is confirmed by the link, after a press",
  { tag: "@once" },
  async ({ page, context, learner }) => {
    const profile = await context.newPage();
    await profile.goto("/profile");
    await expect(profile.getByText("Not confirmed yet.")).toBeVisible();

    await page.goto(linkIn(await mailTo(page, learner.email, "Confirm your e-mail")));
    await expectNoSecret(page);
    await page.getByRole("button", { name: "Confirm this address" }).click();
    await expect(page.getByRole("heading", { name: "Your e-mail is confirmed" })).toBeFocused();
    await expect(profile.getByText("Not confirmed yet.")).toHaveCount(0);
    await page.getByRole("link", { name: "To your profile" }).click();
    await expect(page).toHaveURL("/profile");
  },
);

test("or by the code of the mail, pasted with its gap", async ({ page, learner }) => {
  await page.goto("/profile");
  await page.getByRole("link", { name: "Type the code" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(learner.email);
  await page.getByLabel("Code").fill("00000");
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/all six digits/);
  const right = codeIn(await mailTo(page, learner.email, "Confirm your e-mail"));
  await page.getByLabel("Code").fill(right === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/not right/);
  await expect(page.getByLabel("Code")).toBeFocused();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Send the mail again" }).click();
  await expect(page.getByRole("button", { name: /^Send again in/ })).toBeVisible();
  await expect(page.getByText("Sent. Look among")).toBeVisible();
  await page.getByLabel("Code").fill(`${right.slice(0, 3)} ${right.slice(3)} `);
  await expect(page.getByLabel("Code")).toHaveValue(right);
});

test(
  "a new address waits until both have agreed, and the old one can stop it",
  { tag: "@once" },
  async ({ page, openAs, learner }) => {
    await page.goto(linkIn(await mailTo(page, learner.email, "Confirm your e-mail")));
    await page.getByRole("button", { name: "Confirm this address" }).click();
    await page.getByRole("link", { name: "To your profile" }).click();
    const wanted = `${unique("new")}@example.com`;
    const ask = async (email: string) => {
      await page.getByLabel("E-mail").fill(email);
      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page.getByText("A change is waiting.")).toBeVisible();
      await expect(page.getByLabel("E-mail")).toHaveValue(learner.email);
    };
    await ask(wanted);
    await expectAccessible(page);

    // Somebody who reads the old mailbox, at another machine.
    const reader = await openAs();
    await reader.goto(linkIn(await mailTo(page, learner.email, "Your e-mail is about to change")));
    await expectNoSecret(reader);
    await expectAccessible(reader);
    await reader.getByRole("button", { name: "Keep my address" }).click();
    await expect(reader.getByRole("heading", { name: "Your address stays" })).toBeFocused();
    await page.reload();
    await expect(page.getByText("A change is waiting.")).toHaveCount(0);

    const other = `${unique("newer")}@example.com`;
    await ask(other);
    await reader.goto(linkIn(await mailTo(page, other, "Confirm your new e-mail")));
    await reader.getByRole("button", { name: "Confirm this address" }).click();
    await expect(reader.getByRole("heading", { name: "One half is done" })).toBeFocused();
    await page.getByRole("button", { name: "Keep the present one" }).click();
    await expect(page.getByText("Your e-mail stays as it was.")).toBeVisible();
    await expect(page.getByText("A change is waiting.")).toHaveCount(0);
  },
);

test(
  "a change of the password needs the present one and ends the other devices",
  { tag: "@once" },
  async ({ page, openAs, learner }) => {
    const elsewhere = await openAs(learner);
    await elsewhere.goto("/profile");
    await page.goto("/profile");
    await page.getByRole("link", { name: "Look after your account" }).click();
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByLabel("Present password")).toBeFocused();
    await page.getByLabel("Present password").fill("not the password");
    await page.getByLabel("New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByLabel("Present password")).toHaveAccessibleDescription(
      /not your password/,
    );
    await expect(page.getByLabel("New password")).toHaveValue(NEW_PASSWORD);
    await page.getByLabel("Present password").fill(PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText(/^Your password is changed/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Change password" })).toBeFocused();
    await expect(
      page.getByRole("region", { name: "What happened" }).getByText("The password was changed"),
    ).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Sign-in and security" })).toBeVisible();
    await elsewhere.reload();
    await expect(elsewhere).toHaveURL(/\/login/);
  },
);

test(
  "the devices are named, and one or all others are signed out",
  { tag: "@once" },
  async ({ page, openAs, learner }) => {
    const [one, other] = [await openAs(learner), await openAs(learner)];
    await one.goto("/profile");
    await other.goto("/profile");
    await page.goto("/profile/security");
    const devices = page.getByRole("region", { name: "Where you are signed in" });
    await expect(devices.getByRole("listitem")).toHaveCount(4);
    await expect(devices.getByRole("listitem").first()).toContainText("This device");
    await devices
      .getByRole("button", { name: /^Sign out Chrome on Linux/ })
      .first()
      .click();
    await expect(page.getByText("Chrome on Linux is signed out.")).toBeVisible();
    await expect(devices.getByRole("listitem")).toHaveCount(3);
    await expect(devices.getByRole("heading")).toBeFocused();
    await devices.getByRole("button", { name: "Sign out all 2 others" }).click();
    await expect(devices.getByRole("listitem")).toHaveCount(1);
    await expect(
      page
        .getByRole("region", { name: "What happened" })
        .getByText("All other devices were signed out"),
    ).toBeVisible();
    for (const left of [one, other]) {
      await left.reload();
      await expect(left).toHaveURL(/\/login/);
    }
    await page.reload();
    await expect(devices.getByRole("listitem")).toHaveCount(1);
  },
);

/** As where VERIFY_EMAIL says so. */
const refused = {
  status: 403,
  json: { detail: "Confirm it first.", code: "email_not_verified" },
};

test(
  "where a confirmed address is demanded, the way to it and back is shown",
  { tag: "@once" },
  async ({ page, signIn, newUser, makeSession }) => {
    const person = await newUser();
    await page.route("**/api/auth/login/", (route) => route.fulfill(refused));
    await page.goto("/login");
    await signInWith(page, person.email, person.password);
    await page.getByRole("alert").getByRole("link", { name: "Type the code" }).click();
    await expect(page.getByLabel("E-mail")).toHaveValue(person.email);

    const session = await makeSession({ price: "20.00" });
    await page.unrouteAll();
    await signIn(page, person);
    await page.route("**/api/bookings/", (route) =>
      route.request().method() === "POST" ? route.fulfill(refused) : route.fallback(),
    );
    await page.goto(`/sessions/${session.id}`);
    await page.getByRole("button", { name: /^Book/ }).first().click();
    const notice = page.getByRole("alert").filter({ hasText: "Confirm your e-mail first." });
    await notice.first().getByRole("link", { name: "Type the code" }).click();
    await page
      .getByLabel("Code")
      .fill(codeIn(await mailTo(page, person.email, "Confirm your e-mail")));
    await page.getByRole("button", { name: "Confirm this address" }).click();
    await page.getByRole("link", { name: "Go on" }).click();
    await expect(page).toHaveURL(`/sessions/${session.id}`);
  },
);

test(
  "publishing waits for it as well, and what was typed stays meanwhile",
  { tag: "@once" },
  async ({ page, signIn, newUser, makeSession, api }) => {
    const person = await newUser({ role: "CREATOR" });
    const draft = await makeSession({ by: person, status: "draft" });
    const standing = () => api(person).get<{ email_verified: boolean }>("/api/auth/profile/");
    const guard = async (route: Route) => {
      const sent = route.request().postDataJSON() as { status?: string } | null;
      const isOut = sent?.status !== "published" || (await standing()).email_verified;
      return isOut ? route.fallback() : route.fulfill(refused);
    };
    await signIn(page, person);
    await page.route(`**/api/sessions/${draft.id}/`, guard);
    await page.goto(`/creator-dashboard/sessions/${draft.id}/edit`);
    const title = page.getByLabel("Title", { exact: true });
    const publish = page.getByRole("button", { name: "Publish" }).filter({ visible: true });
    await title.fill("Ink made of oak galls");
    await publish.click();
    const notice = page.getByRole("alert").filter({ hasText: "Confirm your e-mail first." });
    await expect(notice).toBeVisible();
    await expectAccessible(page);

    const opening = page.waitForEvent("popup");
    await notice.getByRole("link", { name: "Type the code in a new tab" }).click();
    const tab = await opening;
    await expect(tab.getByLabel("E-mail")).toHaveValue(person.email);
    await tab
      .getByLabel("Code")
      .fill(codeIn(await mailTo(page, person.email, "Confirm your e-mail")));
    await tab.getByRole("button", { name: "Confirm this address" }).click();
    await expect(tab.getByRole("heading", { name: "Your e-mail is confirmed" })).toBeVisible();
    await tab.close();

    await expect(title).toHaveValue("Ink made of oak galls");
    await publish.click();
    await expect(page.getByText("Published. People can book it now.")).toBeVisible();
    await expect(notice).toBeHidden();
  },
);
