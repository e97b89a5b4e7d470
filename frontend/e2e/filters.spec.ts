import { expectAccessible } from "./axe";
import { expect, test, unique } from "./fixtures";
import { cards, settled, titles } from "./list";

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
