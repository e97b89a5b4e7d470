import type { Page } from "@playwright/test";

import { expect, unique } from "./fixtures";

/** A real OpenID Connect provider beside the product, which lets everybody in as anybody. */
const PROVIDER = process.env.E2E_IDENTITIES ?? "";
export const HAS_PROVIDER = PROVIDER !== "";

export interface Identity {
  subject: string;
  email: string;
}

/** Somebody whom the provider knows. */
export async function identity(
  page: Page,
  claims: { email?: string; email_verified?: boolean; name?: string } = {},
): Promise<Identity> {
  const subject = unique("lin");
  const known = {
    email: `${subject}@example.com`,
    email_verified: true,
    name: "Lin Falk",
    ...claims,
  };
  const told = await page.request.put(`${PROVIDER}/users/${subject}`, { data: known });
  expect(told.ok()).toBe(true);
  return { subject, email: known.email };
}

/** From our page through the provider's, and back as this person. */
export async function passProvider(page: Page, { subject }: Identity): Promise<void> {
  await page.waitForURL((url) => url.origin === PROVIDER);
  await page.getByPlaceholder("sub").fill(subject);
  await page.getByRole("button", { name: "Authorize" }).click();
  await page.waitForURL((url) => url.origin !== PROVIDER);
}

export async function continueAs(page: Page, person: Identity): Promise<void> {
  await page.getByRole("button", { name: "Continue with Example" }).click();
  await passProvider(page, person);
}
