import type { Page } from "@playwright/test";

/**
 * As if the sign-in were older than five minutes: until the person has proved it to the real
 * server, deeds at this path are refused.
 */
export async function asIfStale(page: Page, path: string): Promise<void> {
  let isStale = true;
  await page.route(`**${path}`, async (route) => {
    if (!isStale || route.request().method() === "GET") return route.fallback();
    const said = { detail: "Prove it.", code: "reauthentication_required" };
    return route.fulfill({ status: 403, json: said });
  });
  await page.route("**/api/auth/reauthenticate/", async (route) => {
    const response = await route.fetch();
    if (route.request().method() === "POST") {
      isStale = !response.ok();
      return route.fulfill({ response });
    }
    const json = (await response.json()) as object;
    return route.fulfill({ response, json: { ...json, recent: false } });
  });
}
