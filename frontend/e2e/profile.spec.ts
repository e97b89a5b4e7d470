import { expectAccessible } from "./axe";
import { expect, inHours, test, unique } from "./fixtures";

test.describe("one's profile", () => {
  test("is edited and saved, also for the other tabs", async ({ page, context, learner }) => {
    const other = await context.newPage();
    await other.goto("/help");
    await page.goto("/profile");
    await expect(page.getByLabel("E-mail")).toHaveValue(learner.email);
    await page.getByLabel("First name").fill("Augusta");
    const username = unique("augusta");
    await page.getByLabel("Username").fill(username);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Account, Augusta/ })).toBeVisible();
    await expect(other.getByRole("button", { name: /^Account, Augusta/ })).toBeVisible();
    await page.getByLabel("First name").fill("Augusta Ada");
    await expect(page.getByText("Saved", { exact: true })).toHaveCount(0);
    await page.reload();
    await expect(page.getByLabel("First name")).toHaveValue("Augusta");
    await expect(page.getByLabel("Username")).toHaveValue(username);
  });

  test("says what the server does not take, and loses nothing", async ({
    page,
    learner,
    newUser,
  }) => {
    expect(learner.id).toBeTruthy();
    const taken = await newUser();
    await page.goto("/profile");
    await page.getByLabel("First name").fill("Augusta");
    await page.getByLabel("Username").fill(taken.username);
    await page.getByLabel("Picture").fill("http://pictures.example/any.png");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByLabel("Picture")).toHaveAccessibleDescription(/begins with https/);
    await page.getByLabel("Picture").fill("");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/already uses this/);
    const problem = page.getByRole("alert").filter({ hasText: "One field needs another look." });
    await problem.getByRole("button", { name: "Username" }).click();
    await expect(page.getByLabel("Username")).toBeFocused();
    await expect(page.getByLabel("First name")).toHaveValue("Augusta");
    await expectAccessible(page);
  });

  test("shows the picture that an address gives, else initials", async ({ page, learner }) => {
    expect(learner.first_name).toBe("Ada");
    await page.goto("/profile");
    const you = page.getByRole("region", { name: "You" });
    await page.getByLabel("Picture").fill("https://pictures.example/any.png");
    await expect(you.locator('img[src="https://pictures.example/any.png"]')).toBeVisible();
    await page.getByLabel("Picture").fill("https://pictures.example/broken.png");
    await expect(page.getByText("No picture comes from this address")).toBeVisible();
    await expect(you.locator("img")).toHaveCount(0);
    await expect(you.getByText("AB", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(page.getByRole("banner").locator("img")).toHaveCount(0);
  });

  test("offers the zone of the device and moves all times to it", async ({
    page,
    newUser,
    signIn,
    api,
    makeSession,
  }) => {
    const person = await newUser({ time_zone: "Asia/Kathmandu" });
    await signIn(page, person);
    const session = await makeSession({ price: "0.00", start_time: inHours(50) });
    await api(person).book(session);
    await page.goto("/dashboard");
    await expect(page.getByText("Times in Kathmandu (GMT+5:45)").first()).toBeVisible();
    const ticket = page.getByRole("region", { name: session.title });
    await expect(ticket).toContainText("GMT+5:45");

    await page.getByRole("link", { name: "Change your time zone" }).click();
    await expect(page).toHaveURL("/profile#time-zone");
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await expect(zone).toHaveValue("Asia/Kathmandu");
    await expect(zone).toBeInViewport();
    await page.getByRole("button", { name: /^Show times in (Berlin|New York)$/ }).click();
    await expect(zone).toHaveValue(/^(Europe\/Berlin|America\/New York)$/);
    await expect(page.getByText(/^Times are now shown in (Berlin|New York)\.$/)).toBeVisible();
    await expect(page.getByText(/^This device is in/)).toHaveCount(0);
    await page.goBack();
    await expect(
      page.getByText(/^Times in (Berlin|New York) \((CET|CEST|EST|EDT)\)$/),
    ).toBeVisible();
    await expect(ticket).not.toContainText("GMT+5:45");

    await page.goto("/profile");
    await zone.fill("tokyo");
    await page.getByRole("option", { name: /Asia\/Tokyo/ }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    // The server writes in it too.
    await page.goto("/dashboard");
    await expect(page.getByText("Times in Tokyo (GMT+9)")).toBeVisible();
    await expect(ticket).toContainText("GMT+9");
  });

  test("has the theme, changed at once and kept", { tag: "@once" }, async ({ page, learner }) => {
    expect(learner.id).toBeTruthy();
    await page.goto("/profile");
    await page.getByRole("radio", { name: /^Dark/ }).check();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.getByRole("radio", { name: /^As the device/ }).check();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  });

  test("makes a creator of a learner who asks for it", async ({ page, context, learner }) => {
    expect(learner.role).toBe("USER");
    const other = await context.newPage();
    await other.goto("/teach");
    await page.goto("/profile");
    await expect(page.getByText(/^Learner, here since/)).toBeVisible();
    await page.getByRole("button", { name: "Become a creator" }).click();
    await expect(page.getByText(/^Creator, here since/)).toBeVisible();
    await expect(
      page.getByRole("link", { name: "Creator dashboard", exact: true }).first(),
    ).toBeVisible();
    await expect(other.getByRole("link", { name: "Open your creator dashboard" })).toBeVisible();
    await page.reload();
    await expect(page.getByText(/^Creator, here since/)).toBeVisible();
  });

  test("is accessible", { tag: "@dark" }, async ({ page, learner }) => {
    expect(learner.id).toBeTruthy();
    await page.goto("/profile");
    await expect(page.getByLabel("First name")).toBeVisible();
    await expectAccessible(page);
  });
});

test(
  "teaching and what holds here can be read by everybody",
  { tag: "@dark" },
  async ({ page }) => {
    for (const path of ["/teach", "/help", "/cancellation-policy", "/privacy", "/terms"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  },
);

test("a move to another page puts the focus on its heading", async ({ page }) => {
  await page.goto("/help");
  await page.getByRole("contentinfo").getByRole("link", { name: "Terms" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Terms" })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Help" })).toBeFocused();
});
