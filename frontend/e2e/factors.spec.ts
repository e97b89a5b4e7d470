/** The second step of a sign-in, passkeys, and proving once more who one is. */

import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, test } from "./fixtures";
import { withAuthenticator } from "./passkeys";
import { account, signInWith } from "./sign-in";
import { asIfStale } from "./stale";
import { digitsOf } from "./totp";

function codes(page: Page) {
  return page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
}

test(
  "an app's digits or a code on paper are the second step",
  { tag: "@once" },
  async ({ page, openAs, learner }) => {
    await page.goto("/profile/security");
    const section = page.getByRole("region", { name: "Second step" });
    await section.getByRole("button", { name: /^Set up/ }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("img", { name: /^QR code/ })).toBeVisible();
    const secret = (await dialog.getByText(/^([A-Z2-7]{4} ){3}/).innerText()).trim();
    await expectAccessible(page);
    const wrong = digitsOf(secret, 500);
    await dialog.getByLabel("Code that the app shows").fill(wrong);
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog.getByLabel("Code that the app shows")).toHaveAccessibleDescription(
      /not right/,
    );
    await dialog.getByLabel("Code that the app shows").fill(digitsOf(secret, -1));
    await dialog.getByRole("button", { name: "Confirm" }).click();

    await expect(codes(page)).toHaveCount(10);
    const paper = await codes(page).first().innerText();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("alert").filter({ hasText: "not shown again" })).toBeVisible();
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    expect((await saving).suggestedFilename()).toBe("recovery-codes.txt");
    await page.getByRole("button", { name: "I have kept them" }).click();
    await expect(section.getByText("10 are left")).toBeVisible();
    await expect(section.getByRole("heading", { name: "Second step" })).toBeFocused();

    const phone = await openAs();
    await phone.goto("/login?next=%2Fhelp");
    await signInWith(phone, learner.email, learner.password);
    await expect(phone.getByLabel("Code of your app")).toBeFocused();
    for (const other of ["Sign in with a passkey", "Create an account"]) {
      await expect(phone.getByText(other)).toBeHidden();
    }
    await expectAccessible(phone);
    await phone.getByLabel("Code of your app").fill(wrong);
    await phone.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(phone.getByLabel("Code of your app")).toHaveAccessibleDescription(/not right/);
    await phone.getByRole("button", { name: "Back" }).click();
    await expect(phone.getByLabel("E-mail or username")).toHaveValue(learner.email);
    await signInWith(phone, learner.email, learner.password);
    await phone.getByLabel("Code of your app").fill(digitsOf(secret));
    await phone.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(phone).toHaveURL("/help");

    const lost = await openAs();
    await lost.goto("/login");
    await signInWith(lost, learner.email, learner.password);
    await lost.getByRole("button", { name: "Use a recovery code" }).click();
    await lost.getByLabel("Recovery code").fill(` ${paper.toLowerCase()} `);
    await lost.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(account(lost)).toBeVisible();
    await page.reload();
    await expect(section.getByText("9 are left")).toBeVisible();

    await section.getByRole("button", { name: "Remove Authenticator app" }).click();
    await page.getByRole("button", { name: "Remove the app" }).click();
    await expect(section.getByText("Six digits from an app")).toBeVisible();
    await expect(section.getByRole("button", { name: /^Set up/ })).toBeFocused();
  },
);

test(
  "a passkey signs in by itself, and is the second step of a password",
  { tag: "@once" },
  async ({ page, context, learner }) => {
    const device = await withAuthenticator(page);
    await page.goto("/profile/security");
    const section = page.getByRole("region", { name: "Second step" });
    await section.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await expect(section.locator("bdi").last()).toHaveText("Chrome on Linux");
    await section.getByRole("button", { name: /^Rename/ }).click();
    await section.getByLabel("Name of the passkey").fill("My laptop");
    await section.getByRole("button", { name: "Save the name" }).click();
    await expect(section.locator("bdi").last()).toHaveText("My laptop");
    await expectAccessible(page);
    await section.getByRole("button", { name: "Add another passkey" }).click();
    await expect(page.getByText(/has a passkey for your account already/)).toBeVisible();

    await context.clearCookies();
    await page.goto("/login?next=%2Fprofile%2Fsecurity");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page).toHaveURL("/profile/security");
    await expect(section.getByText(/last used/)).toBeVisible();

    // Picked among what the browser offers for the name.
    await context.clearCookies();
    await page.goto("/login?next=%2Fprofile%2Fsecurity");
    await page.getByLabel("E-mail or username").focus();
    await expect(page).toHaveURL("/profile/security");

    await context.clearCookies();
    await device.isTouched(false);
    await page.goto("/login?next=%2Fprofile%2Fsecurity");
    await signInWith(page, learner.username, learner.password);
    await expect(page.getByRole("heading", { name: "One more step" })).toBeFocused();
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await expect(page.getByLabel("Recovery code")).toBeFocused();
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await expect(page.getByRole("button", { name: "Use your passkey" })).toBeFocused();
    await device.isTouched(true);
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await expect(page).toHaveURL("/profile/security");

    await section.getByRole("button", { name: "Remove My laptop" }).click();
    await page.getByRole("button", { name: "Remove the passkey" }).click();
    await expect(section.getByRole("button", { name: "Add a passkey" })).toBeVisible();
    await expect(section.getByRole("heading", { name: "Second step" })).toBeFocused();
    await context.clearCookies();
    await page.goto("/login");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /passkey/ })).toBeVisible();
  },
);

test(
  "a sensitive deed asks once more who it is, and then goes on by itself",
  { tag: "@once" },
  async ({ page, learner }) => {
    await asIfStale(page, "/api/auth/totp/");
    await page.goto("/profile/security");
    const opener = page.getByRole("button", { name: /^Set up/ });
    await opener.click();
    const dialog = page.getByRole("dialog", { name: /^Prove once more/ });
    await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed." })).toBeVisible();
    await expect(opener).toBeFocused();

    await opener.click();
    await dialog.getByLabel("Password", { exact: true }).fill("not the password");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await expect(dialog.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
      /not your password/,
    );
    await dialog.getByLabel("Password", { exact: true }).fill(learner.password);
    await dialog.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByRole("dialog", { name: /^Set up your/ })).toBeVisible();
  },
);
