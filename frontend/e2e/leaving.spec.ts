/** Taking everything along, and deleting the account. */

import { readFileSync } from "node:fs";

import { expectAccessible } from "./axe";
import { expect, test } from "./fixtures";
import { asIfStale } from "./stale";

test(
  "everything about oneself is prepared and downloaded",
  { tag: "@once" },
  async ({ page, learner }) => {
    expect(learner.id).toBeTruthy();
    await page.goto("/profile/security");
    await page.getByRole("button", { name: "Prepare my data" }).click();
    const download = page.getByRole("button", { name: /^Download \(/ });
    await expect(download).toBeVisible({ timeout: 20_000 });
    const saving = page.waitForEvent("download");
    await download.click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe("everything-about-me.zip");
    expect(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  },
);

test(
  "an account is deleted by who has read what it does and typed the name",
  { tag: "@once" },
  async ({ page, api, learner, makeSession, openAs }) => {
    const session = await makeSession({ price: "0.00" });
    await api(learner).book(session);
    const elsewhere = await openAs(learner);
    await elsewhere.goto("/profile");
    await page.goto("/profile/security");
    await page.getByRole("button", { name: "Delete my account…" }).click();
    const dialog = page.getByRole("dialog", { name: /^Delete your/ });
    await expect(dialog.getByText("1 booking of yours is cancelled.")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Delete my account" }).click();
    await expect(dialog.getByLabel(/^Type your username/)).toBeFocused();
    await dialog.getByLabel(/^Type your username/).fill("somebody");
    await dialog.getByRole("button", { name: "Delete my account" }).click();
    await expect(dialog.getByLabel(/^Type your username/)).toHaveAccessibleDescription(
      /not your username/,
    );
    await asIfStale(page, "/api/auth/deletion/");
    await dialog.getByLabel(/^Type your username/).fill(learner.username);
    await dialog.getByRole("button", { name: "Delete my account" }).click();
    const proof = page.getByRole("dialog", { name: /^Prove once more/ });
    await proof.getByLabel("Password", { exact: true }).fill(learner.password);
    await proof.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
    await page.getByRole("link", { name: "Browse sessions" }).click();
    await expect(page.getByRole("link", { name: "Sign in", exact: true }).first()).toBeVisible();
    await elsewhere.reload();
    await expect(elsewhere).toHaveURL(/\/login/);
  },
);
