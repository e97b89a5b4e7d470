import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, inHours, test, type Booking, type Person, type Session } from "./fixtures";

type Pay = (person: Person, session: Session) => Promise<Booking>;

const paid = test.extend<{ pay: Pay }>({
  pay: async ({ api }, use) => {
    await use(async (person, session) => {
      const hold = await api(person).book(session);
      return api(person).post<Booking>(`/api/bookings/${hold.id}/pay/`, { card: "success" });
    });
  },
});

function tab(page: Page, name: string) {
  return page.getByRole("navigation", { name: "Bookings" }).getByRole("link", { name });
}

function row(page: Page, title: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });
}

paid.describe("bookings", () => {
  paid(
    "come soonest first, the next one as a ticket",
    async ({ page, learner, makeSession, pay }) => {
      const later = await makeSession({ start_time: inHours(200) });
      const next = await makeSession({ start_time: inHours(30), time_zone: "Asia/Kolkata" });
      await pay(learner, later);
      await pay(learner, next);
      await page.goto("/dashboard");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your bookings");
      const ticket = page.getByRole("region", { name: next.title });
      await expect(ticket).toContainText(/Starts (tomorrow|in 2 days)/);
      await expect(ticket).toContainText(/IST in Kolkata/);
      await expect(row(page, later.title)).toContainText("Booked");
      await expect(tab(page, "Upcoming")).toHaveText("Upcoming 2");
      await expectAccessible(page);
    },
  );

  paid("that are only held lead on to paying", async ({ page, learner, api, makeSession, pay }) => {
    const next = await makeSession({ start_time: inHours(30) });
    const session = await makeSession({ price: "48.00", start_time: inHours(60) });
    await pay(learner, next);
    const hold = await api(learner).book(session);
    await page.goto("/dashboard");
    await expect(row(page, session.title)).toContainText(/\$48\.00 held until \d\d:\d\d/);
    await expect(
      row(page, session.title).getByRole("link", { name: /Finish paying/ }),
    ).toHaveAttribute("href", `/checkout/${hold.id}`);
  });

  paid(
    "are cancelled with the refund said before, and can be made again",
    async ({ page, learner, makeSession, pay }) => {
      const session = await makeSession({ price: "48.00" });
      await pay(learner, session);
      await page.goto("/dashboard");
      await page
        .getByRole("region", { name: session.title })
        .getByRole("button", { name: "Cancel" })
        .click();
      const dialog = page.getByRole("dialog", { name: "Cancel this booking?" });
      await expect(dialog).toContainText("$48.00");
      await expect(dialog).toContainText(/This holds until .* \d\d:\d\d (CET|CEST|EST|EDT)/);
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "Keep booking" }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByRole("region", { name: session.title })).toBeVisible();

      await page.getByRole("button", { name: "Cancel", exact: true }).click();
      await dialog.getByRole("button", { name: "Cancel booking, refund $48.00" }).click();
      await expect(page.getByText("Booking cancelled, $48.00 comes back to you.")).toBeVisible();
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
      await expect(page.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();

      await tab(page, "Cancelled").click();
      await expect(page).toHaveURL("/dashboard?tab=cancelled");
      await expect(row(page, session.title)).toContainText(/\$48\.00 (on its way back|refunded)/);
      await row(page, session.title)
        .getByRole("link", { name: /Book again/ })
        .click();
      await expect(page).toHaveURL(`/sessions/${session.id}`);
      await page.goBack();
      await expect(page).toHaveURL("/dashboard?tab=cancelled");
    },
  );

  paid(
    "are not said to stand when the answer to a cancel is lost",
    { tag: "@once" },
    async ({ page, watch, learner, makeSession, pay }) => {
      watch.allow(/net::ERR_FAILED/);
      await pay(learner, await makeSession({ price: "48.00" }));
      await page.goto("/dashboard");
      await page.route("**/api/bookings/*/", async (route) => {
        if (route.request().method() !== "PATCH") return route.fallback();
        await route.fetch();
        return route.abort();
      });
      await page.getByRole("button", { name: "Cancel", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Cancel this booking?" });
      await dialog.getByRole("button", { name: "Cancel booking, refund $48.00" }).click();
      await expect(dialog.getByRole("alert")).toContainText("We can't tell whether this was done.");
      await expect(dialog).toContainText("This booking is cancelled already.");
      await page.unrouteAll();
      await dialog.getByRole("button", { name: "Cancel booking", exact: true }).click();
      await expect(page.getByText("Booking cancelled, $48.00 comes back to you.")).toBeVisible();
    },
  );

  paid(
    "that are over can be removed, once one has said so",
    async ({ page, learner, api, makeSession }) => {
      const session = await makeSession({ price: "0.00" });
      const booking = await api(learner).book(session);
      await api(learner).patch(`/api/bookings/${booking.id}/`, { status: "cancelled" });
      await page.goto("/dashboard?tab=cancelled");
      await expect(row(page, session.title)).toContainText("It was free");
      await row(page, session.title)
        .getByRole("button", { name: /^Remove/ })
        .click();
      const dialog = page.getByRole("dialog", { name: "Remove from your list?" });
      await expect(dialog).toContainText("It cannot be brought back.");
      await dialog.getByRole("button", { name: "Remove from list" }).click();
      await expect(page.getByRole("heading", { name: "Nothing cancelled" })).toBeVisible();
      await page.goto(`/dashboard/bookings/${booking.id}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This booking is not here");
    },
  );

  paid(
    "cancelled by the host say so, and that all comes back",
    async ({ page, learner, api, newUser, makeSession, pay }) => {
      const host = await newUser({ role: "CREATOR" });
      const session = await makeSession({ by: host, price: "12.50" });
      await pay(learner, session);
      await page.goto("/dashboard");
      await expect(page.getByRole("region", { name: session.title })).toBeVisible();
      await api(host).delete(`/api/sessions/${session.id}/`);
      // As when the tab is looked at again.
      await page.evaluate(() =>
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true })),
      );
      await expect(page.getByRole("region", { name: session.title })).toHaveCount(0);
      await tab(page, "Cancelled").click();
      await expect(row(page, session.title)).toContainText("The session does not take place.");
      await expect(row(page, session.title)).toContainText("$12.50");
      await expect(row(page, session.title).getByRole("link", { name: /Book again/ })).toHaveCount(
        0,
      );
    },
  );

  paid(
    "that fail to load say so and try again",
    { tag: "@once" },
    async ({ page, learner, watch }) => {
      expect(learner.id).toBeTruthy();
      watch.allow(/status of 503/);
      let isDown = true;
      await page.route("**/api/bookings/?*", (route) =>
        isDown
          ? route.fulfill({ status: 503, json: { detail: "Busy.", code: "unavailable" } })
          : route.continue(),
      );
      await page.goto("/dashboard");
      await expect(page.getByRole("heading", { name: "Your bookings did not load" })).toBeVisible();
      isDown = false;
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("heading", { name: "Nothing booked yet" })).toBeVisible();
    },
  );

  paid("come page by page when there are many", { tag: "@once" }, async ({ page, learner }) => {
    const sessions = Array.from({ length: 60 }, (_, place) => booking(learner, place));
    await page.route("**/api/bookings/?*", (route) => {
      const query = new URL(route.request().url()).searchParams;
      if (query.get("status") !== "cancelled") return route.fulfill({ json: [] });
      const isSecond = query.get("cursor") === "two";
      return route.fulfill({
        json: isSecond ? sessions.slice(50) : sessions.slice(0, 50),
        headers: isSecond
          ? {}
          : { Link: '</api/bookings/?cursor=two&limit=50&status=cancelled>; rel="next"' },
      });
    });
    await page.goto("/dashboard?tab=cancelled");
    await expect(tab(page, "Cancelled")).toHaveText("Cancelled 50+");
    await page.getByRole("button", { name: "Load more" }).click();
    await expect(tab(page, "Cancelled")).toHaveText("Cancelled 60");
    await expect(row(page, "Session 50").getByRole("link").first()).toBeFocused();
    await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
  });
});

paid.describe("a ticket", () => {
  paid(
    "has all of a booking, and gives it to the calendar",
    async ({ page, learner, makeSession, pay }) => {
      const session = await makeSession({ price: "48.00", time_zone: "Asia/Tokyo" });
      const booking = await pay(learner, session);
      await page.goto("/dashboard");
      await page.getByRole("link", { name: "Open booking" }).click();
      await expect(page).toHaveURL(`/dashboard/bookings/${booking.id}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(session.title);
      const ticket = page.getByRole("complementary", { name: "Ticket" });
      await expect(ticket).toContainText("$48.00");
      await expect(ticket).toContainText("in Tokyo");
      const number = booking.id.replaceAll("-", "").slice(-6).toUpperCase();
      await expect(ticket).toContainText(`${number.slice(0, 3)}-${number.slice(3)}`);
      await expectAccessible(page);

      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: ".ics file" }).click();
      expect((await download).suggestedFilename()).toMatch(/\.ics$/);

      await page.getByRole("button", { name: "Cancel booking" }).click();
      await page.getByRole("button", { name: "Cancel booking, refund $48.00" }).click();
      await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
      await expect(page.getByRole("link", { name: "Book again" })).toBeVisible();
      await page.getByRole("button", { name: "Remove", exact: true }).click();
      await page.getByRole("button", { name: "Remove from list" }).click();
      await expect(page).toHaveURL("/dashboard?tab=cancelled");
      await expect(page.getByRole("heading", { name: "Nothing cancelled" })).toBeVisible();
    },
  );

  paid("of a hold says until when, and lets it go", async ({ page, learner, api, makeSession }) => {
    const session = await makeSession({ price: "48.00" });
    const hold = await api(learner).book(session);
    await page.goto(`/dashboard/bookings/${hold.id}`);
    await expect(page.getByText(/Your seat is held until \d\d:\d\d/)).toBeVisible();
    await page.getByRole("button", { name: "Release seat" }).click();
    const dialog = page.getByRole("dialog", { name: "Release your seat?" });
    await expect(dialog).toContainText("Nothing was charged");
    await dialog.getByRole("button", { name: "Release seat" }).click();
    await expect(page.getByText("Your seat is released. Nothing was charged.")).toBeVisible();
  });

  paid(
    "of somebody else is not here",
    { tag: "@once" },
    async ({ page, learner, newUser, makeSession, pay }) => {
      expect(learner.id).toBeTruthy();
      const booking = await pay(await newUser(), await makeSession());
      await page.goto(`/dashboard/bookings/${booking.id}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This booking is not here");
    },
  );

  paid(
    "holds what nobody expects",
    { tag: "@once" },
    async ({ page, learner, makeSession, pay }) => {
      const session = await makeSession({
        title: `${"Donaudampfschifffahrt".repeat(8)} 🧑‍🎨 שלום`,
        description: "word ".repeat(1500),
      });
      const booking = await pay(learner, session);
      for (const width of [320, 768]) {
        await page.setViewportSize({ width, height: 800 });
        for (const path of ["/dashboard", `/dashboard/bookings/${booking.id}`]) {
          await page.goto(path);
          await expect(page.getByRole("heading", { name: /Donaudampf/ }).first()).toBeVisible();
          const room = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(room, `${path} at ${width}`).toBeLessThanOrEqual(width);
        }
      }
    },
  );
});

/** As the API writes it. */
function booking(learner: Person, place: number): Booking {
  const at = inHours(100 - place);
  const person = {
    id: learner.id,
    username: "host",
    first_name: "Ada",
    last_name: "",
    avatar: null,
  };
  return {
    id: `01a21033-0000-7000-8000-${String(place).padStart(12, "0")}`,
    user: learner.id,
    user_details: { ...person, email: learner.email },
    session: "01a21033-0000-7000-8000-000000000000",
    session_details: {
      id: "01a21033-0000-7000-8000-000000000000",
      creator: learner.id,
      creator_details: person,
      title: `Session ${place}`,
      description: "",
      price: "10.00",
      currency: "USD",
      duration_minutes: 60,
      capacity: 1,
      current_bookings: 1,
      spots_available: 0,
      is_full: true,
      status: "published",
      image: null,
      start_time: at,
      end_time: at,
      time_zone: "UTC",
      topic: null,
      level: null,
      language: null,
      format: null,
      place: null,
      version: 1,
      created_at: at,
      updated_at: at,
    },
    booking_date: at,
    amount: "10.00",
    currency: "USD",
    status: "cancelled",
    payment_status: "unpaid",
    refund_status: null,
    hold_expires_at: null,
    created_at: at,
    confirmed_at: null,
    cancelled_at: at,
  };
}
