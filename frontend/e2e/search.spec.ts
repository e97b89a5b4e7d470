import { expectAccessible } from "./axe";
import { expect, inHours, test, unique } from "./fixtures";
import { cards, settled, titles } from "./list";

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

test(
  "a slip of the keyboard finds it, best first, and soonest first when asked",
  { tag: "@once" },
  async ({ page, newUser, makeSession }) => {
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
  },
);

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
