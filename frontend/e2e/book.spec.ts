import type { Locator, Page } from "@playwright/test";

import { withoutStream } from "../scripts/chromium.mjs";
import { expectAccessible } from "./axe";
import { expect, inHours, PASSWORD, test, unique } from "./fixtures";
import { bookButton, fillCard, heading, hold, openDates, openSession, payButton } from "./seat";

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

test.describe("the box", () => {
  test("is said once, with the zone and the host's own time", async ({ page, makeSession }) => {
    const session = await makeSession({
      start_time: "2030-01-16T17:30:00Z",
      duration_minutes: 120,
      time_zone: "Asia/Tokyo",
    });
    await page.goto(`/sessions/${session.id}`);
    const facts = page.locator("dl");
    // 18:30 in Berlin, 12:30 in New York; in Tokyo it is the next morning.
    await expect(facts).toContainText(/(18:30 to 20:30 CET|12:30 to 14:30 EST)/);
    await expect(facts).toContainText(/Thu 17 Jan, 02:30 to 04:30 (JST|GMT\+9)/);
    await expect(facts).toContainText("Full refund until it starts, Wed 16 Jan 2030");
  });

  test("does not move when the account arrives and seats go", async ({
    page,
    newUser,
    makeSession,
    signIn,
    api,
  }) => {
    const session = await makeSession({ capacity: 3 });
    const [me, first, second] = [await newUser(), await newUser(), await newUser()];
    const mine = await api(me).book(session);
    await signIn(page, me);
    await watchShifts(page);
    await page.goto(`/sessions/${session.id}`);
    const box = page.locator("aside, [data-bottom-bar]").filter({ visible: true }).first();
    await expect(bookButton(page, /payment/)).toBeVisible();
    const before = await box.boundingBox();
    await api(first).book(session);
    await wake(page);
    await expect(
      page
        .getByText("1 of 3 seats left")
        .or(page.getByText(/Held until/))
        .filter({ visible: true })
        .first(),
    ).toBeVisible();
    await api(second).book(session);
    await wake(page);
    await api(me).patch(`/api/bookings/${mine.id}/`, { status: "cancelled" });
    await wake(page);
    await expect(bookButton(page)).toBeVisible();
    expect(await box.boundingBox()).toEqual(before);
    expect(await shifts(page)).toBe(0);
  });

  test("leads the host to the roster and the editor", async ({ page, creator, makeSession }) => {
    const session = await makeSession({ by: creator });
    await page.goto(`/sessions/${session.id}`);
    await expect(bookButton(page, /[Ww]ho comes/)).toHaveAttribute(
      "href",
      `/creator-dashboard/sessions/${session.id}/roster`,
    );
  });

  test("has its words for a session that is full, begun, over or not there", async ({
    page,
    world,
  }) => {
    await page.goto(`/sessions/${world.sessions.full.id}`);
    await bookButton(page, /See (other sessions|others)/).click();
    await expect(page).toHaveURL(/#more$/);
    const answer = await page.goto(`/sessions/${crypto.randomUUID()}`);
    expect(answer?.status()).toBe(404);
    await expect(heading(page)).toHaveText("This session is not here");
  });

  test("shows a draft to its owner only", async ({ page, creator, makeSession, openAs }) => {
    const draft = await makeSession({ by: creator, status: "draft" });
    await page.goto(`/sessions/${draft.id}`);
    await expect(page.getByText("This is a draft.")).toBeVisible();
    await expect(heading(page)).toHaveText(draft.title);
    const stranger = await openAs();
    expect((await stranger.goto(`/sessions/${draft.id}`))?.status()).toBe(404);
  });

  test("shows a cancelled session to those who had booked it", async ({
    page,
    creator,
    makeSession,
    newUser,
    signIn,
    api,
  }) => {
    const session = await makeSession({ by: creator, price: "0.00" });
    const me = await newUser();
    await api(me).book(session);
    await api(creator).patch(`/api/sessions/${session.id}/`, { status: "cancelled" });
    await page.context().clearCookies();
    await signIn(page, me);
    await page.goto(`/sessions/${session.id}`);
    await expect(page.getByText("The host cancelled this session.").first()).toBeVisible();
    await expect(bookButton(page, /See (other sessions|others)/)).toBeVisible();
    await expectAccessible(page);
  });
});

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
    await page.getByLabel("E-mail or username").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
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

interface Listed {
  booking_date: string;
  status: string;
}

function bookingsOf(api: { get: <T>(path: string) => Promise<T> }, session: string) {
  return api.get<Listed[]>(`/api/bookings/?session=${session}`);
}

/** What the page does when one comes back to it: it asks for everything anew. */
async function wake(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = window as unknown as { shifts: number };
    kept.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        kept.shifts += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

function shifts(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { shifts: number }).shifts);
}

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
