import type { Locator, Page } from "@playwright/test";

import { expect, type Session } from "./fixtures";

export type Card = "Goes through" | "Is declined" | "Needs a confirmation" | "Is slow";

/** The one act of a session page: in the box, or on a phone in the bar. */
export function bookButton(page: Page, name: string | RegExp = "Book a seat") {
  const act = page.getByRole("button", { name }).or(page.getByRole("link", { name }));
  return act.filter({ visible: true });
}

/** Until the account is there: before that, scripts may not be, and nobody hears a click. */
export async function openSession(page: Page, session: { id: string }): Promise<void> {
  await page.goto(`/sessions/${session.id}`);
  await expect(page.getByRole("button", { name: /^Account, / })).toBeVisible();
}

/** The dialog of an open session, opened by a stranger. */
export async function openDates(page: Page): Promise<Locator> {
  const dialog = page.getByRole("dialog", { name: "Choose a date and time" });
  await expect(async () => {
    await bookButton(page, /^Choose a/).click();
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  return dialog;
}

/** Takes a seat of a session that costs something. */
export async function hold(page: Page, session: Session): Promise<string> {
  await openSession(page, session);
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

interface Listed {
  booking_date: string;
  status: string;
}

export function bookingsOf(api: { get: <T>(path: string) => Promise<T> }, session: string) {
  return api.get<Listed[]>(`/api/bookings/?session=${session}`);
}
