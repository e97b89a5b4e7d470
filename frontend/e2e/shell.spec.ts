import { expect, test } from "./fixtures";

test("everybody sees what the navigation bar says about them", async ({ page, learner }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(0);
  expect(learner.role).toBe("USER");
});

test(
  "a page carries a policy under which only its own scripts run",
  { tag: "@once" },
  async ({ page }) => {
    const answer = await page.goto("/");
    const headers = answer?.headers() ?? {};
    const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1];
    expect(nonce).toBeTruthy();
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
  },
);
