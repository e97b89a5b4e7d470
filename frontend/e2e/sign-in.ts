import type { Locator, Page } from "@playwright/test";

/** By hand, on the page of its own or in the dialog that asks again. */
export async function signInWith(
  place: Page | Locator,
  name: string,
  password: string,
): Promise<void> {
  await place.getByLabel("E-mail or username").fill(name);
  await place.getByLabel("Password", { exact: true }).fill(password);
  await place.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The navigation bar's or, on a phone, the menu's button of whoever is signed in. */
export function account(page: Page): Locator {
  return page.getByRole("button", { name: /^Account/ });
}
