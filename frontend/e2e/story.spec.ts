import type { Page } from "@playwright/test";

import { expect, PASSWORD, test, unique } from "./fixtures";
import { bookButton, fillCard, heading, payButton } from "./seat";

/** From the form of a new account to whatever comes after it. */
async function createAccount(page: Page, firstName: string): Promise<void> {
  const name = unique(firstName.toLowerCase());
  await page.getByLabel("First name").fill(firstName);
  await page.getByLabel("E-mail").fill(`${name}@example.com`);
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
}

async function publish(page: Page, title: string): Promise<void> {
  await page.getByRole("link", { name: "New session" }).first().click();
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page
    .getByLabel("Description", { exact: true })
    .fill("Wet fingers, sixteen bowls of glass and one tune that everybody knows.");
  await page.getByLabel(/^Price in/).fill("18");
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Date", { exact: true }).fill(inAWeek);
  await page.getByLabel("Begins at").fill("18:00");
  await page.getByLabel("Seats", { exact: true }).fill("4");
  await page
    .getByRole("button", { name: "Publish", exact: true })
    .filter({ visible: true })
    .click();
  await expect(page.getByText("Published. People can book it now.")).toBeVisible();
}

/** The one that also runs against the containers: `make test-containers`. */
test(
  "two people register, one publishes, the other books and cancels",
  { tag: "@once" },
  async ({ page, openAs }) => {
    test.slow();
    const title = unique("Glass harmonica");
    await page.goto("/teach");
    await page.getByRole("link", { name: "Create a creator account" }).click();
    await createAccount(page, "Mara");
    await expect(page).toHaveURL("/creator-dashboard");
    await publish(page, title);

    const learner = await openAs();
    await learner.goto(`/?q=${encodeURIComponent(title)}`);
    await learner.getByRole("link", { name: title, exact: true }).click();
    await bookButton(learner).click();
    await learner.getByRole("link", { name: "Create an account" }).click();
    await createAccount(learner, "Lena");
    await expect(learner.getByRole("button", { name: /^Account, / })).toBeVisible();
    await bookButton(learner).click();
    await expect(heading(learner)).toHaveText("Pay for your seat");
    await fillCard(learner);
    await payButton(learner).click();
    await expect(heading(learner)).toHaveText("You’re booked");

    await learner.goto("/dashboard");
    await learner.getByRole("button", { name: "Cancel", exact: true }).click();
    await learner.getByRole("button", { name: "Cancel booking, refund $18.00" }).click();
    await expect(learner.getByText("Booking cancelled, $18.00 comes back to you.")).toBeVisible();
  },
);
