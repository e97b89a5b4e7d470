import { expect, inHours, test, unique } from "./fixtures";
import { cards } from "./list";

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

test.describe("without scripts", () => {
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
