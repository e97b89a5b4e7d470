import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, test } from "./fixtures";
import { bookButton, heading } from "./seat";

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
