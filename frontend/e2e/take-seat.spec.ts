import { withoutStream } from "../scripts/chromium.mjs";
import { expectAccessible } from "./axe";
import { expect, test } from "./fixtures";
import { bookButton, bookingsOf, heading, openSession, payButton } from "./seat";

test.describe("taking a seat", () => {
  test(
    "twice in a moment takes one",
    { tag: "@once" },
    async ({ page, learner, makeSession, api }) => {
      const session = await makeSession();
      await openSession(page, session);
      await bookButton(page).dblclick();
      await expect(heading(page)).toHaveText("Pay for your seat");
      expect(await bookingsOf(api(learner), session.id)).toHaveLength(1);
    },
  );

  test(
    "goes on when the answer is lost",
    { tag: "@once" },
    async ({ page, watch, learner, makeSession, api }) => {
      watch.allow(/net::ERR_FAILED/);
      const session = await makeSession();
      await openSession(page, session);
      await page.route("**/api/bookings/", async (route) => {
        if (route.request().method() !== "POST") return route.fallback();
        await route.fetch();
        return route.abort();
      });
      await bookButton(page).click();
      await expect(heading(page)).toHaveText("Pay for your seat");
      expect(await bookingsOf(api(learner), session.id)).toHaveLength(1);
    },
  );

  test(
    "keeps its key over a reload until an answer has come",
    { tag: "@once" },
    async ({ page, watch, learner, makeSession, api }) => {
      watch.allow(/net::ERR_FAILED/);
      const session = await makeSession();
      const keys: (string | undefined)[] = [];
      await page.route("**/api/bookings/", (route) => {
        if (route.request().method() !== "POST") return route.fallback();
        keys.push(route.request().headers()["idempotency-key"]);
        return keys.length === 1 ? route.abort() : route.fallback();
      });
      await openSession(page, session);
      await bookButton(page).click();
      await expect(page.getByText("No answer came.").filter({ visible: true })).toBeVisible();
      await openSession(page, session);
      await bookButton(page).click();
      await expect(heading(page)).toHaveText("Pay for your seat");
      expect(keys).toHaveLength(2);
      expect(keys[0]).toBe(keys[1]);
      expect(await bookingsOf(api(learner), session.id)).toHaveLength(1);
    },
  );

  test("of two people racing for the last one, one gets it", async ({
    makeSession,
    newUser,
    openAs,
    api,
  }) => {
    const session = await makeSession({ capacity: 1 });
    const people = [await newUser(), await newUser()];
    const pages = await Promise.all(people.map((person) => openAs(person)));
    for (const page of pages) {
      // Neither may hear of the other before both have asked.
      await withoutStream(page);
      await openSession(page, session);
    }
    await Promise.all(pages.map((page) => bookButton(page).click()));
    const outcomes = await Promise.all(
      pages.map(async (page) => {
        const won = page.getByRole("heading", { name: "Pay for your seat" });
        const lost = page.getByText("Just filled.", { exact: true }).filter({ visible: true });
        await expect(won.or(lost).first()).toBeVisible();
        return (await won.isVisible()) ? "won" : "lost";
      }),
    );
    expect(outcomes.sort()).toEqual(["lost", "won"]);
    const lists = await Promise.all(people.map((each) => bookingsOf(api(each), session.id)));
    expect(lists.flat()).toHaveLength(1);
    const loser = pages[lists[0]?.length ? 1 : 0];
    if (loser) await expectAccessible(loser);
  });

  test("of a session that one has booked in another tab leads there", async ({
    page,
    learner,
    makeSession,
    api,
  }) => {
    const session = await makeSession();
    // Later than that the page would not hear of the booking, but for the stream.
    await withoutStream(page);
    const asked = page.waitForResponse((each) => each.url().includes(`session=${session.id}`));
    await openSession(page, session);
    await asked;
    await api(learner).book(session);
    await bookButton(page).click();
    await expect(
      page.getByText("You have a seat already.").filter({ visible: true }),
    ).toBeVisible();
    await bookButton(page, /payment/).click();
    await expect(heading(page)).toHaveText("Pay for your seat");
  });

  test(
    "at a price that has changed says so before anything is paid",
    { tag: "@once" },
    async ({ page, learner, makeSession, newUser, api }) => {
      const host = await newUser({ role: "CREATOR" });
      const session = await makeSession({ by: host });
      expect(learner.role).toBe("USER");
      await openSession(page, session);
      await api(host).patch(`/api/sessions/${session.id}/`, { price: "30.00" });
      await bookButton(page).click();
      await expect(page.getByText("The price is $30.00 now.")).toBeVisible();
      await expect(payButton(page)).toHaveText("Pay $30.00");
    },
  );

  test("too often is counted down", { tag: "@once" }, async ({ page, learner, makeSession }) => {
    expect(learner.role).toBe("USER");
    const session = await makeSession();
    await openSession(page, session);
    await page.route("**/api/bookings/", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({
            status: 429,
            headers: { "Retry-After": "3" },
            json: { detail: "Too many.", code: "throttled" },
          })
        : route.fallback(),
    );
    await bookButton(page).click();
    await expect(bookButton(page, /Try again in \d s/)).toHaveAttribute("aria-disabled", "true");
    await page.unroute("**/api/bookings/");
    await expect(bookButton(page)).toBeVisible();
    await bookButton(page).click();
    await expect(heading(page)).toHaveText("Pay for your seat");
  });
});
