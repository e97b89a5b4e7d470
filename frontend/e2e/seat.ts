import type { Page } from "@playwright/test";

import { expect, type Session } from "./fixtures";

export type Card = "Goes through" | "Is declined" | "Needs a confirmation" | "Is slow";

/** The one act of a session page: in the box, or on a phone in the bar. */
export function bookButton(page: Page, name: string | RegExp = "Book a seat") {
  const act = page.getByRole("button", { name }).or(page.getByRole("link", { name }));
  return act.filter({ visible: true });
}

/** Takes a seat of a session that costs something. */
export async function hold(page: Page, session: Session): Promise<string> {
  await page.goto(`/sessions/${session.id}`);
  await bookButton(page).click();
  await expect(heading(page)).toHaveText("Pay for your seat");
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

export function heading(page: Page) {
  return page.getByRole("heading", { level: 1 });
}

export async function fillCard(page: Page, card: Card = "Goes through"): Promise<void> {
  await page.getByLabel("Expires").fill("12 / 40");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("radio", { name: card }).check();
}

export function payButton(page: Page) {
  return page.getByRole("button", { name: /^Pay \$/ });
}

export async function pay(page: Page, card?: Card): Promise<void> {
  await fillCard(page, card);
  await payButton(page).click();
}
