import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, inHours, test, unique } from "./fixtures";

const cards = (page: Page) => page.getByRole("article");
const titles = (page: Page) => cards(page).getByRole("heading").allInnerTexts();
/** The address changes once the list has come. */
const settled = (page: Page, query: RegExp) => expect(page).toHaveURL(query);

test("typing finds sessions after a pause, and what was typed stays", async ({
  page,
  makeSession,
}) => {
  const word = unique("theorbo");
  const session = await makeSession({ title: `Tuning a ${word}` });
  await makeSession({ title: unique("Something else") });
  await page.goto("/");
  await page.getByRole("combobox", { name: "Search sessions" }).pressSequentially(word);
  await settled(page, new RegExp(`\\?q=${word}$`));
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByRole("link", { name: session.title })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1 session with room");
  await expect(page.getByRole("combobox", { name: "Search sessions" })).toHaveValue(word);
  await expect(page.getByRole("combobox", { name: "Search sessions" })).toBeFocused();
  // In a row above the list they would push it down.
  await expect(page.getByRole("list", { name: "Filters in use" })).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "1 session with room" })).toHaveCount(1);
  await expectAccessible(page);

  await page.goBack();
  await settled(page, /\/$/);
  await expect(page.getByRole("combobox", { name: "Search sessions" })).toHaveValue("");
});

test("filters narrow the list, show themselves, and can be taken away", async ({
  page,
  api,
  newUser,
  makeSession,
}, { project }) => {
  test.skip(project.name === "phone", "there they are on a sheet, which has a test of its own");
  const word = unique("kiln");
  const creator = await newUser({ role: "CREATOR" });
  const wishes = { by: creator, description: word };
  const free = await makeSession({ ...wishes, title: unique("Free"), price: "0.00" });
  const cheap = await makeSession({ ...wishes, title: unique("Cheap"), price: "20.00" });
  const dear = await makeSession({ ...wishes, title: unique("Dear"), price: "80.00" });
  const full = await makeSession({ ...wishes, title: unique("Full"), capacity: 1, price: "0" });
  await api(await newUser()).book(full);

  await page.goto(`/?q=${word}&sort=price`);
  expect(await titles(page)).toEqual([free.title, cheap.title, dear.title]);

  await page.getByRole("link", { name: "Up to $25" }).click();
  await settled(page, /max_price=25/);
  await expect(cards(page)).toHaveCount(2);

  await page.getByRole("link", { name: /^Open seats/ }).click();
  await settled(page, /has_seats=false/);
  await expect(cards(page)).toHaveCount(3);
  const card = cards(page).filter({ hasText: full.title });
  await expect(card).toContainText("Full");

  await page.getByLabel("Sort by").selectOption("Price, high first");
  await settled(page, /sort=-price/);
  await expect(cards(page).first()).toContainText(cheap.title);

  await page.getByRole("link", { name: "Remove filter: Up to $25" }).click();
  await expect(cards(page)).toHaveCount(4);
  await expect(cards(page).first()).toContainText(dear.title);

  await page.goBack();
  await expect(cards(page)).toHaveCount(3);
  await page.getByRole("link", { name: "Clear all" }).click();
  await settled(page, /\/\?sort=-price$/);
  await expect(page.getByRole("list", { name: "Filters in use" })).toHaveCount(0);
});

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

test("nothing found says which filter is in the way", async ({ page, makeSession }) => {
  const word = unique("harpsichord");
  await makeSession({ title: word, price: "90.00" });
  await page.goto(`/?q=${word}&max_price=25`);
  await expect(page.getByRole("heading", { name: "Nothing fits all of this" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "On next, with room" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Without Up to $25 1 session" }).click();
  await expect(page.getByRole("link", { name: word, exact: true })).toBeVisible();
});

test("topics, levels, languages and places narrow the list, with numbers beside them", async ({
  page,
  makeSession,
  newUser,
}, { project }) => {
  test.skip(project.name === "phone", "there they are on a sheet, which has a test of its own");
  const word = unique("loom");
  const by = await newUser({ role: "CREATOR" });
  const offer = (title: string, wishes: object) =>
    makeSession({ by, description: word, title: unique(title), ...wishes });
  const craft = await offer("Weaving", { topic: "craft", format: "online", language: "de" });
  const music = await offer("Humming", { topic: "music", format: "in_person", place: "Wedding" });
  await offer("Anything", { level: "advanced" });

  await page.goto(`/?q=${word}`);
  await expect(cards(page)).toHaveCount(3);
  await expect(cards(page).filter({ hasText: music.title })).toContainText("Wedding");
  await page.locator("summary").filter({ hasText: "Filters" }).click();
  const topics = page.getByRole("list", { name: "Topic" });
  await expect(topics.getByRole("link")).toHaveCount(12);
  await expect(topics.getByRole("link", { name: "Writing , 0 sessions" })).toBeVisible();
  await expectAccessible(page);

  await topics.getByRole("link", { name: "Craft , 1 session" }).click();
  await settled(page, /topic=craft/);
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText(craft.title);
  // The other numbers follow; those of topics do not, since another one would add to it.
  const places = page.getByRole("list", { name: "Where" });
  await expect(places.getByRole("link", { name: "In person , 0 sessions" })).toBeVisible();
  await topics.getByRole("link", { name: "Music , 1 session" }).click();
  await settled(page, /topic=craft%2Cmusic/);
  await expect(cards(page)).toHaveCount(2);
  await page
    .getByRole("list", { name: "Language" })
    .getByRole("link", { name: "German , 1 session" })
    .click();
  await settled(page, /language=de/);
  await expect(cards(page)).toHaveCount(1);

  await page.keyboard.press("Escape");
  await expect(topics).toBeHidden();
  await expect(page.locator("summary").filter({ hasText: "Filters" })).toBeFocused();
  await page.getByRole("link", { name: "Remove filter: German" }).click();
  await page.getByRole("link", { name: "Remove filter: Craft" }).click();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText(music.title);
  await page.reload();
  await expect(cards(page)).toContainText(music.title);
});

test("a slip of the keyboard finds it, best first, and soonest first when asked", async ({
  page,
  newUser,
  makeSession,
}) => {
  const by = await newUser({ role: "CREATOR" });
  const description = "We tune a clavichord.";
  const soon = await makeSession({ by, description, start_time: inHours(24) });
  const best = await makeSession({ by, title: "Clavichord", start_time: inHours(72) });
  await page.goto(`/?q=clavicord&creator=${by.username}`);
  await expect(page.getByLabel("Sort by")).toHaveValue("relevance");
  await expect(cards(page)).toHaveCount(2);
  expect(await titles(page)).toEqual([best.title, soon.title]);
  await page.getByLabel("Sort by").selectOption("Soonest");
  await settled(page, /sort=soonest/);
  await expect(cards(page).first()).toContainText(soon.title);
});

test("what is typed is completed: with keys, to a session, a creator or a topic", async ({
  page,
  newUser,
  makeSession,
}) => {
  const word = unique("Musette").replace("-", "");
  const by = await newUser({ role: "CREATOR", first_name: word, last_name: "Player" });
  const session = await makeSession({ by, title: `${word} for two`, topic: "music" });
  await makeSession({ by, title: `${word} alone`, topic: "music", start_time: inHours(96) });
  const field = page.getByRole("combobox", { name: "Search sessions" });
  const list = page.getByRole("listbox", { name: "Suggestions" });
  const chosen = list.getByRole("option", { selected: true });

  await page.goto("/");
  await expect(field).toHaveAttribute("aria-expanded", "false");
  await field.pressSequentially(word.slice(0, 10));
  await expect(list.getByRole("option")).toHaveCount(3);
  await expect(list.getByRole("group")).toHaveCount(2);
  await expect(page.getByRole("status").filter({ hasText: "3 suggestions" })).toHaveCount(1);
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await expect(chosen).toHaveCount(0);
  await settled(page, /q=/);
  await expect(cards(page)).toHaveCount(2);
  await expectAccessible(page);

  await field.press("ArrowDown");
  await expect(chosen).toContainText(word);
  const id = await chosen.getAttribute("id");
  await expect(field).toHaveAttribute("aria-activedescendant", String(id));
  await field.press("End");
  await expect(chosen).toHaveText(/Player$/);
  await field.press("ArrowDown");
  await expect(chosen).toHaveCount(0);
  await field.press("ArrowUp");
  await field.press("Home");
  await field.press("Escape");
  await expect(list).toBeHidden();
  await expect(field).toHaveValue(word.slice(0, 10));
  await field.press("ArrowDown");
  await expect(list).toBeVisible();
  await list.getByRole("option").filter({ hasText: "for two" }).click();
  await expect(page).toHaveURL(`/sessions/${session.id}`);

  await page.goto("/");
  await field.pressSequentially(word);
  await expect(list.getByRole("option").filter({ hasText: "Player" })).toBeVisible();
  await field.press("ArrowUp");
  await field.press("Enter");
  await expect(page).toHaveURL(`/creators/${by.username}`);

  await page.goto("/");
  await field.pressSequentially("music");
  await list.getByRole("group", { name: "Topics" }).getByRole("option").click();
  await settled(page, /\/\?topic=music$/);
  await expect(field).toHaveValue("");
  await expect(page.getByRole("link", { name: "Remove filter: Music" })).toBeVisible();
});

test(
  "suggestions that are late, old or broken do not show",
  { tag: "@once" },
  async ({ page, watch, makeSession }) => {
    const word = unique("zither").replace("-", "");
    await makeSession({ title: word });
    watch.allow(/503/);
    const asked: string[] = [];
    await page.route("**/api/sessions/suggestions/?*", async (route) => {
      const q = new URL(route.request().url()).searchParams.get("q") ?? "";
      asked.push(q);
      if (q === "zither") return new Promise((resolve) => setTimeout(resolve, 60_000));
      return q.startsWith("broken") ? route.fulfill({ status: 503 }) : route.continue();
    });
    const list = page.getByRole("listbox", { name: "Suggestions" });
    const field = page.getByRole("combobox", { name: "Search sessions" });
    await page.goto("/");
    await expect(field).toHaveAttribute("aria-expanded", "false");
    await field.fill("zither");
    await expect.poll(() => asked).toContain("zither");
    await field.fill(word);
    await expect(list.getByRole("option")).toHaveCount(1);
    await field.fill("broken");
    await expect.poll(() => asked).toContain("broken");
    await expect(list).toBeHidden();
    await field.press("Enter");
    await settled(page, /q=broken/);
  },
);

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

test("a phone has its filters on a sheet", async ({ page, makeSession }, { project }) => {
  test.skip(project.name !== "phone");
  const word = unique("lino");
  const free = await makeSession({ title: `${word} free`, price: "0.00", topic: "craft" });
  await makeSession({ title: `${word} dear`, price: "60.00" });
  await page.goto(`/?q=${word}`);
  await page.getByRole("button", { name: "Filters" }).click();
  const sheet = page.getByRole("dialog", { name: "Filters" });
  await expect(sheet).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("button", { name: "Filters" })).toBeFocused();

  await page.getByRole("button", { name: "Filters" }).click();
  await sheet.getByText("Free", { exact: true }).click();
  await expect(sheet.getByRole("checkbox", { name: "Craft , 1 session" })).toBeVisible();
  await sheet.getByRole("checkbox", { name: "Craft" }).check();
  await sheet.getByRole("checkbox", { name: "Music" }).check();
  await sheet.getByRole("button", { name: "Show sessions" }).click();
  await settled(page, /max_price=0&topic=craft%2Cmusic/);
  await expect(sheet).toBeHidden();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText(free.title);
  await expect(page.getByRole("button", { name: "Filters 2 in use" })).toBeVisible();
});

test("a seat that is taken meanwhile changes its card and moves nothing", async ({
  page,
  api,
  newUser,
  makeSession,
}) => {
  const word = unique("bookbinding");
  const session = await makeSession({ title: word, capacity: 2, price: "0.00" });
  await makeSession({ title: `${word} neighbor`, start_time: session.start_time });
  await page.goto(`/?q=${word}`);
  const card = page.locator(`[data-session="${session.id}"]`);
  await expect(card).toContainText("2 left");
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift" });
  });
  const boxes = () =>
    page.getByRole("article").evaluateAll((all) =>
      all.flatMap((each) =>
        [each, ...each.querySelectorAll("h3, p, p > span")].map((part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [x, y, width, height].map(Math.round).join(" ");
        }),
      ),
    );
  const before = await boxes();

  await api(await newUser()).book(session);
  await expect(card).toContainText("1 left", { timeout: 20_000 });
  expect(await boxes()).toEqual(before);

  await api(await newUser()).book(session);
  await expect(card).toContainText("Just filled", { timeout: 20_000 });
  expect(await boxes()).toEqual(before);
  expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);

  await page.reload();
  await expect(card).toHaveCount(0);
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

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the list can be read, searched, filtered and paged", async ({
    page,
    newUser,
    makeSession,
  }, { project }) => {
    const word = unique("almanac");
    const by = await newUser({ role: "CREATOR" });
    await Promise.all(
      Array.from({ length: 25 }, (_, number) =>
        makeSession({ by, title: `${word} ${number}`, start_time: inHours(72 + number) }),
      ),
    );
    await page.goto("/");
    await page.getByRole("searchbox").fill(word);
    await page.getByRole("searchbox").press("Enter");
    await expect(cards(page)).toHaveCount(24);
    await page.getByRole("link", { name: "Load more sessions" }).click();
    await expect(cards(page)).toHaveCount(1);
    await page.getByRole("link", { name: "Back to the first sessions" }).click();
    await expect(cards(page)).toHaveCount(24);

    if (project.name === "phone") {
      await page.getByRole("button", { name: "Filters" }).click();
      await page.getByRole("dialog").getByText("Free", { exact: true }).click();
      await page.getByRole("button", { name: "Show sessions" }).click();
    } else {
      await page.getByRole("link", { name: "Free", exact: true }).click();
    }
    await expect(page.getByRole("heading", { name: "Nothing fits all of this" })).toBeVisible();
  });

  test("topics are links and boxes that need none", async ({ page, makeSession }, { project }) => {
    const word = unique("tapestry");
    const craft = await makeSession({ title: `${word} one`, topic: "craft" });
    await makeSession({ title: `${word} two`, topic: "art" });
    await page.goto(`/?q=${word}`);
    await expect(cards(page)).toHaveCount(2);
    if (project.name === "phone") {
      await page.getByRole("button", { name: "Filters" }).click();
      await page.getByRole("dialog").getByRole("checkbox", { name: "Craft" }).check();
      await page.getByRole("button", { name: "Show sessions" }).click();
    } else {
      await page.locator("summary").filter({ hasText: "Filters" }).click();
      await page.getByRole("link", { name: "Craft", exact: true }).click();
    }
    await expect(page).toHaveURL(/topic=craft/);
    await expect(cards(page)).toHaveCount(1);
    await expect(cards(page)).toContainText(craft.title);
    await page.getByRole("link", { name: "Remove filter: Craft" }).click();
    await expect(cards(page)).toHaveCount(2);
  });

  test("a filter that is in the way can be taken away", async ({ page, makeSession }) => {
    const word = unique("gamelan");
    await makeSession({ title: word, topic: "music" });
    await page.goto(`/?q=${word}&topic=food&language=tlh`);
    // Nobody knows this language; a page does not fail for it.
    await expect(page).not.toHaveURL(/language/);
    await page.getByRole("link", { name: "Without Food and drink 1 session" }).click();
    await expect(cards(page)).toHaveCount(1);
  });
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
