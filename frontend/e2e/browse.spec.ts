import { expectAccessible } from "./axe";
import { expect, inHours, test, unique } from "./fixtures";
import { cards, settled, titles } from "./list";

test("a day of the fortnight shows its sessions, and all days again", async ({
  page,
  makeSession,
}) => {
  const word = unique("lichen");
  const [one, other] = [
    await makeSession({ title: `${word} one`, start_time: inHours(72) }),
    await makeSession({ title: `${word} two`, start_time: inHours(24 * 5) }),
  ];
  await page.goto(`/?q=${word}`);
  await expect(cards(page)).toHaveCount(2);
  const strip = page.getByRole("navigation", { name: "Choose a day" });
  await expect(strip.getByRole("link")).toHaveCount(14);
  await expect(strip.getByRole("link", { name: /, 1 session$/ })).toHaveCount(2);

  await strip
    .getByRole("link", { name: /, 1 session$/ })
    .last()
    .click();
  await settled(page, /day=/);
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText(other.title);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1 session with room");

  await strip.locator("[aria-current]").focus();
  await page.keyboard.press("Home");
  await expect(strip.getByRole("link").first()).toBeFocused();
  await strip.locator("[aria-current]").click();
  await expect(cards(page)).toHaveCount(2);
  await expect(page.getByRole("link", { name: one.title })).toBeVisible();
});

test("sessions without a date come last, under their own heading", async ({
  page,
  makeSession,
}) => {
  const word = unique("bagpipe");
  await makeSession({ title: `${word} open`, start_time: null });
  await makeSession({ title: `${word} dated` });
  await page.goto(`/?q=${word}&sort=soonest`);
  expect(await titles(page)).toEqual([`${word} dated`, `${word} open`]);
  await expect(page.getByRole("heading", { level: 2 }).last()).toContainText("Any day");
});

test("more sessions come below, and are still there after a look at one of them", async ({
  page,
  newUser,
  makeSession,
}) => {
  const word = unique("isobar");
  const by = await newUser({ role: "CREATOR" });
  await Promise.all(
    Array.from({ length: 26 }, (_, number) =>
      makeSession({ by, title: `${word} ${number}`, start_time: inHours(72 + number) }),
    ),
  );
  await page.goto(`/?q=${word}`);
  await expect(cards(page)).toHaveCount(24);
  await page.getByRole("link", { name: "Load more sessions" }).click();
  await expect(cards(page)).toHaveCount(26);
  await expect(page.getByRole("link", { name: `${word} 24` })).toBeFocused();
  await expect(page.getByText("All 26 shown").first()).toBeVisible();
  expect(page.url()).not.toContain("cursor");

  const last = page.getByRole("link", { name: `${word} 25` });
  await last.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => window.scrollY);
  await last.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${word} 25`);
  await page.goBack();
  await expect(cards(page)).toHaveCount(26);
  await expect(last).toBeInViewport();
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - place)).toBeLessThan(300);

  await page.reload();
  await expect(cards(page)).toHaveCount(26);

  // A visit of its own begins at the first page.
  await page.goto("/");
  await page.goto(`/?q=${word}`);
  await expect(cards(page)).toHaveCount(24);
});

test("the calendar shows a month, and a day of it its sessions", async ({ page, makeSession }) => {
  const word = unique("comet");
  const session = await makeSession({ title: word, start_time: inHours(24 * 33) });
  const month = await page.evaluate(
    (at) => new Intl.DateTimeFormat("en", { month: "long", year: "numeric" }).format(new Date(at)),
    String(session.start_time),
  );
  await page.goto(`/?q=${word}&view=calendar`);
  for (let step = 0; step < 2; step += 1) {
    if (await page.getByRole("heading", { level: 2, name: month }).isVisible()) break;
    const shown = await page.getByRole("heading", { level: 2 }).first().innerText();
    await page
      .locator("section[aria-labelledby=month] a[aria-label]")
      .last()
      .or(page.getByRole("link", { name: month, exact: true }))
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 2 }).first()).not.toHaveText(shown);
  }
  const day = page.getByRole("link", { name: /, 1 session$/ });
  await day.click();
  await settled(page, /day=/);
  await expect(cards(page)).toHaveCount(1);
  await expect(page.locator("#chosen-day")).toBeFocused();
  // Bars that stay on the screen lie over whatever is behind them.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page);
  await page.getByRole("link", { name: "Choose a different day" }).click();
  await expect(cards(page)).toHaveCount(0);
});

test("a session says where it is, in what language, and leads to others of its topic", async ({
  page,
  makeSession,
}) => {
  const place = `${unique("Yard")}, Kreuzberg`;
  const session = await makeSession({
    ...{ topic: "photography", level: "intermediate", language: "fr" },
    ...{ format: "in_person", place },
  });
  await page.goto(`/sessions/${session.id}`);
  const fact = (name: string) =>
    page.locator("dt").filter({ hasText: name }).locator("xpath=following-sibling::dd[1]");
  await expect(fact("Where")).toContainText(place);
  await expect(fact("Level")).toHaveText("Intermediate");
  await expect(fact("Language")).toHaveText("French");
  await page.getByRole("button", { name: "Copy address" }).click();
  await expect(page.getByText(/The address is copied\.|Copy it from here/)).toBeVisible();
  const data = await page.locator('script[type="application/ld+json"]').first().textContent();
  expect(JSON.parse(String(data))).toMatchObject({
    inLanguage: "fr",
    location: { "@type": "Place", address: place },
  });
  await fact("Topic").getByRole("link", { name: "Photography" }).click();
  await settled(page, /\/\?topic=photography$/);
  await expect(cards(page).filter({ hasText: place })).toBeVisible();
});

test(
  "strangers pick a time zone, and follow the device again",
  { tag: "@once" },
  async ({ page, makeSession }) => {
    const word = unique("sundial");
    await makeSession({ title: word, start_time: `${inHours(96).slice(0, 10)}T12:15:00Z` });
    await page.goto(`/?q=${word}`);
    await expect(page.getByText("Times in Berlin")).toBeVisible();
    await page.getByRole("button", { name: "Change the time zone" }).click();
    await page.getByLabel("Show times in").selectOption("Asia/Tokyo");
    await page.getByRole("button", { name: "Show times in Tokyo" }).click();
    await expect(page.getByText("Times in Tokyo (GMT+9)")).toBeVisible();
    await expect(cards(page)).toContainText("21:15");
    await page.reload();
    await expect(cards(page)).toContainText("21:15");
    await page.getByRole("button", { name: "Change the time zone" }).click();
    await page.getByRole("button", { name: "Follow this device (Berlin)" }).click();
    await expect(page.getByText("Times in Berlin")).toBeVisible();
    await expect(cards(page)).not.toContainText("21:15");
  },
);

test(
  "a creator's page shows what is planned; others have none",
  { tag: "@once" },
  async ({ page, newUser, makeSession }) => {
    const by = await newUser({ role: "CREATOR", first_name: "Emmy", last_name: unique("Noether") });
    const session = await makeSession({ by });
    await page.goto(`/creators/${by.username}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`Emmy ${by.last_name}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("1 session planned");
    await expect(page.getByRole("link", { name: session.title })).toBeVisible();
    await expectAccessible(page);
    const learner = await newUser();
    const answer = await page.request.get(`/creators/${learner.username}`);
    expect(answer.status()).toBe(404);
  },
);

test("an old address of the list leads to it", { tag: "@once" }, async ({ page }) => {
  await page.goto("/sessions?q=nothing-like-it&max_price=25");
  await expect(page).toHaveURL(/\/\?q=nothing-like-it&max_price=25$/);
  const answer = await page.request.get("/sessions", { maxRedirects: 0 });
  expect(answer.status()).toBe(308);
});

test(
  "an address that was cut short leads to the first page",
  { tag: "@once" },
  async ({ page, world }) => {
    await page.goto("/?sort=price&cursor=WyJ4");
    await expect(page).toHaveURL(/\/\?sort=price$/);
    const { username } = world.creator;
    await page.goto(`/creators/${username}?cursor=WyJ4`);
    await expect(page).toHaveURL(new RegExp(`/creators/${username}$`));
    await page.goto("/?day=2026-02-31&max_price=lots&sort=best&view=map&month=13&from=%00");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("This fortnight, live");
  },
);
