import { expect, test } from "./fixtures";

test.use({ javaScriptEnabled: false });

test(
  "sessions can be found and read without scripts",
  { tag: "@once" },
  async ({ page, world }) => {
    const { dated } = world.sessions;
    await page.goto(`/?q=${encodeURIComponent(dated.title)}`);
    await page.getByRole("link", { name: dated.title, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: dated.title })).toBeVisible();
    await expect(page.getByText("We begin with sums of powers.")).toBeVisible();
    await expect(page.getByText("$25.00").first()).toBeVisible();
  },
);

test(
  "the search is a form that works without scripts",
  { tag: "@once" },
  async ({ page, world }) => {
    await page.goto("/");
    const field = page.getByRole("searchbox");
    await field.fill(world.sessions.dated.title);
    await field.press("Enter");
    await expect(
      page.getByRole("link", { name: world.sessions.dated.title, exact: true }),
    ).toBeVisible();
  },
);

test("the doors say that they need scripts", { tag: "@once" }, async ({ page }) => {
  for (const path of ["/login", "/register"]) {
    await page.goto(path);
    await expect(page.getByText(/JavaScript/).first()).toBeVisible();
  }
});
