import type { Locator, Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, inHours, PASSWORD, test, unique } from "./fixtures";
import {
  bookButton,
  bookingsOf,
  fillCard,
  heading,
  hold,
  openDates,
  openSession,
  payButton,
} from "./seat";
import { signInWith } from "./sign-in";

test("from the catalogue to a booked seat, with a new account", async ({ page, makeSession }) => {
  const session = await makeSession({ title: unique("Celadon and porridge") });
  await page.goto(`/?q=${encodeURIComponent(session.title)}`);
  await page.getByRole("link", { name: session.title, exact: true }).click();
  await expect(heading(page)).toHaveText(session.title);
  await expectAccessible(page);

  await bookButton(page).click();
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByRole("link", { name: "Create an account" }).click();
  const name = unique("lena");
  await page.getByLabel("First name").fill("Lena");
  await page.getByLabel("E-mail").fill(`${name}@example.com`);
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(page).toHaveURL(`/sessions/${session.id}`);
  await expect(page.getByRole("button", { name: /^Account, / })).toBeVisible();
  await bookButton(page).click();
  await expect(heading(page)).toHaveText("Pay for your seat");
  await expect(heading(page)).toBeFocused();
  await expectAccessible(page);
  await fillCard(page);
  await payButton(page).click();

  await expect(page).toHaveURL(/\/checkout\/[0-9a-f-]+\/success$/);
  await expect(heading(page)).toHaveText("You’re booked");
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveTitle(/^You’re booked/);
  await expect(page.getByRole("main")).toContainText(`We write to ${name}@example.com`);
  await expectAccessible(page);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: ".ics file" }).click();
  expect((await download).suggestedFilename()).toBe("session.ics");
  await page.reload();
  await expect(heading(page)).toHaveText("You’re booked");
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await expect(page).toHaveURL(/\/dashboard\/bookings\//);
});

test("a free seat is booked at once", async ({ page, learner, makeSession, api }) => {
  const session = await makeSession({ price: "0.00" });
  await openSession(page, session);
  await bookButton(page).click();
  await expect(heading(page)).toHaveText("You’re booked");
  const [booking] = await api(learner).get<{ status: string }[]>("/api/bookings/");
  expect(booking?.status).toBe("confirmed");

  await page.goto(`/sessions/${session.id}`);
  await bookButton(page, /Open your booking|Your booking/).click();
  await expect(page).toHaveURL(/\/dashboard\/bookings\//);
});

test.describe("a session without a date", () => {
  test("is booked for a day and time of one's own, kept through the sign-in", async ({
    page,
    makeSession,
    newUser,
    api,
  }) => {
    const person = await newUser();
    const session = await makeSession({ start_time: null, time_zone: "Asia/Kolkata" });
    await page.goto(`/sessions/${session.id}`);
    const dialog = await openDates(page);
    await dialog.getByRole("button", { name: "Use this time" }).click();
    await expect(dialog.getByText("Choose a day.")).toBeVisible();
    await expectAccessible(page);

    // The grid has the focus once a day of it is pressed; the arrows go on from there.
    await dialog.getByRole("button", { name: "Go to the Next Month" }).click();
    await dialog.getByRole("button", { name: /^\w+ 15 / }).click();
    await expect(dialog.getByLabel(/^Time on /)).toBeFocused();
    await dialog.getByLabel(/^Time on /).fill("18:30");
    await expect(dialog.getByText(/ 15 \w+, 18:30 to 20:00/)).toBeVisible();
    await expect(dialog.getByText(/for the host in Kolkata$/)).toBeVisible();
    await dialog.getByRole("button", { name: "Use this time" }).click();
    await expect(bookButton(page)).toBeFocused();
    const at = new URL(page.url()).searchParams.get("at") ?? "";

    await bookButton(page).click();
    await signInWith(page, person.email, person.password);
    await expect(page).toHaveURL(`/sessions/${session.id}?at=${encodeURIComponent(at)}`);
    await expect(page.getByRole("button", { name: /^Account, / })).toBeVisible();
    await bookButton(page).click();
    await expect(heading(page)).toHaveText("Pay for your seat");
    const [booking] = await bookingsOf(api(person), session.id);
    expect(Date.parse(booking?.booking_date ?? "")).toBe(Date.parse(at));
  });

  test(
    "takes no past date, of the address or of the calendar",
    { tag: "@once" },
    async ({ page, makeSession }) => {
      const session = await makeSession({ start_time: null });
      await page.goto(`/sessions/${session.id}?at=${inHours(-2)}`);
      const dialog = await openDates(page);
      await expect(dialog.getByRole("button", { name: /today/ })).toBeFocused();
      await page.keyboard.press("Enter");
      await dialog.getByLabel(/^Time on /).fill("00:00");
      await dialog.getByRole("button", { name: "Use this time" }).click();
      await expect(dialog.getByText("This has passed. Choose a later time.")).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(bookButton(page, /Choose a/)).toBeFocused();
    },
  );
});

test(
  "by keyboard alone, in at most 60 presses",
  { tag: "@once" },
  async ({ page, learner, makeSession }) => {
    expect(learner.role).toBe("USER");
    const session = await makeSession();
    await openSession(page, session);
    let presses = 0;
    const press = async (key: string) => {
      presses += 1;
      await page.keyboard.press(key);
    };
    const tabTo = async (goal: Locator) => {
      for (let turn = 0; turn < 40; turn += 1) {
        if (await goal.evaluate((node) => node === document.activeElement)) return;
        await press("Tab");
        await expectFocusInView(page);
      }
      throw new Error("not reached");
    };
    await tabTo(bookButton(page));
    await press("Enter");
    await expect(heading(page)).toHaveText("Pay for your seat");
    await tabTo(page.getByLabel("Expires"));
    for (const key of "1240") await press(key);
    await expect(page.getByLabel("Expires")).toHaveValue("12 / 40");
    await tabTo(page.getByLabel("Security code"));
    for (const key of "123") await press(key);
    await press("Enter");
    await expect(heading(page)).toHaveText("You’re booked");
    expect(presses).toBeLessThanOrEqual(60);
  },
);

test("what was held is found again", async ({ page, learner, makeSession }) => {
  expect(learner.role).toBe("USER");
  const session = await makeSession();
  const id = await hold(page, session);
  await page.goto(`/sessions/${session.id}`);
  await expect(page.getByText(/(held|Held) until/).filter({ visible: true })).toBeVisible();
  await bookButton(page, /payment/).click();
  await expect(page).toHaveURL(`/checkout/${id}`);
});

async function expectFocusInView(page: Page): Promise<void> {
  const isSeen = await page.evaluate(() => {
    const node = document.activeElement;
    if (!node || node === document.body) return true;
    const { left, top, width, height } = node.getBoundingClientRect();
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    return at !== null && (node.contains(at) || at.contains(node));
  });
  expect(isSeen, "what has the focus can be seen").toBe(true);
}
