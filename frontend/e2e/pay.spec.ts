import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, test, type Booking } from "./fixtures";
import { bookButton, fillCard, heading, hold, pay, payButton } from "./seat";

test("a declined card keeps the seat and what was typed; another one is taken", async ({
  page,
  learner,
  makeSession,
  api,
}) => {
  const id = await hold(page, await makeSession());
  await pay(page, "Is declined");
  const alert = page.getByRole("alert").filter({ hasText: "The card was declined." });
  await expect(alert).toBeVisible();
  await expect(alert).toContainText("Nothing was charged and your seat is still held.");
  await expect(page.getByLabel("Card number")).toHaveValue("4000 0000 0000 0002");
  await expect(page.getByLabel("Card number")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Expires")).toHaveValue("12 / 40");
  await expectAccessible(page);
  expect((await api(learner).get<Booking>(`/api/bookings/${id}/`)).status).toBe("pending");

  await page.getByLabel("Card number").fill("4242424242424242");
  await expect(page.getByRole("radio", { name: "Goes through" })).toBeChecked();
  await payButton(page).click();
  await expect(heading(page)).toHaveText("You’re booked");
});

test(
  "the card is looked at before anything is sent",
  { tag: "@once" },
  async ({ page, learner, makeSession }) => {
    expect(learner.role).toBe("USER");
    await hold(page, await makeSession());
    let sent = 0;
    await page.route("**/pay/", (route) => {
      sent += 1;
      return route.fallback();
    });
    await page.getByLabel("Card number").fill("4242 4242 4242 4241");
    await page.getByLabel("Expires").fill("01 / 20");
    await payButton(page).click();
    const problem = page.getByRole("alert").filter({ hasText: "The card needs another look." });
    await expect(problem).toBeVisible();
    await expect(page.getByLabel("Card number")).toHaveAccessibleDescription(/slip/);
    await expect(page.getByLabel("Expires")).toHaveAccessibleDescription(/expired/);
    await problem.getByRole("button", { name: "Security code" }).click();
    await expect(page.getByLabel("Security code")).toBeFocused();
    await expectAccessible(page);
    expect(sent).toBe(0);
  },
);

test(
  "of the card nothing leaves the page but how it ends",
  { tag: "@once" },
  async ({ page, learner, makeSession }) => {
    expect(learner.role).toBe("USER");
    await hold(page, await makeSession());
    const bodies: string[] = [];
    page.on("request", (request) => bodies.push(request.postData() ?? ""));
    await pay(page);
    await expect(heading(page)).toHaveText("You’re booked");
    expect(bodies.filter((body) => body.includes("card"))).toEqual(['{"card":"success"}']);
    expect(bodies.join()).not.toMatch(/4242|12 ?\/ ?40/);
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
    );
    expect(kept).not.toMatch(/4242|12 ?\/ ?40/);
  },
);

test("a bank that asks once more is answered, also after a reload", async ({
  page,
  learner,
  makeSession,
}) => {
  expect(learner.role).toBe("USER");
  await hold(page, await makeSession());
  await pay(page, "Needs a confirmation");
  const dialog = page.getByRole("dialog", { name: "Your bank asks you to confirm" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await dialog.getByRole("button", { name: "Confirm $25.00" }).click();
  await expect(heading(page)).toHaveText("You’re booked");
});

test(
  "a slow bank is waited for, also after a reload",
  { tag: "@once" },
  async ({ page, learner, makeSession }) => {
    expect(learner.role).toBe("USER");
    await hold(page, await makeSession());
    await pay(page, "Is slow");
    const words = page.getByText("Your bank takes its time.", { exact: true });
    await expect(words).toBeVisible();
    await page.reload();
    await expect(words).toBeVisible();
    await expect(page).toHaveURL(/\/success$/, { timeout: 25_000 });
    await expect(heading(page)).toHaveText("You’re booked");
  },
);

test.describe("an answer that is lost", { tag: "@once" }, () => {
  test("is asked for, and nothing is paid twice", async ({
    page,
    watch,
    learner,
    makeSession,
    api,
  }) => {
    watch.allow(/net::ERR_FAILED/);
    const id = await hold(page, await makeSession());
    await page.route("**/pay/", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await pay(page);
    await expect(heading(page)).toHaveText("You’re booked");
    expect((await api(learner).get<Booking>(`/api/bookings/${id}/`)).payment_status).toBe("paid");
  });

  test("of a request that never arrived is sent again with the same key", async ({
    page,
    watch,
    learner,
    makeSession,
  }) => {
    watch.allow(/net::ERR_FAILED/);
    expect(learner.role).toBe("USER");
    await hold(page, await makeSession());
    const keys: (string | undefined)[] = [];
    await page.route("**/pay/", (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      return keys.length === 1 ? route.abort() : route.fallback();
    });
    await pay(page);
    await expect(page.getByText("We did not hear how your payment went.")).toBeVisible();
    await payButton(page).click();
    await expect(heading(page)).toHaveText("You’re booked");
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  test("with a reload in between is looked for", async ({ page, learner, makeSession }) => {
    expect(learner.role).toBe("USER");
    await hold(page, await makeSession());
    let arrived = () => {};
    const isThere = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await page.route("**/pay/", async (route) => {
      await route.fetch();
      arrived();
      // The browser waits for ever.
    });
    await pay(page);
    await isThere;
    await page.unroute("**/pay/");
    await page.reload();
    await expect(heading(page)).toHaveText("You’re booked");
  });
});

test.describe("the hold", () => {
  test("counts down to a time of the reader's zone, and moves nothing", async ({
    page,
    learner,
    makeSession,
  }) => {
    expect(learner.role).toBe("USER");
    await hold(page, await makeSession());
    await expect(page.getByText(/Seat held until \d\d:\d\d/)).toBeVisible();
    const timer = page.getByRole("timer");
    await expect(timer).toHaveText(/^(10:00|9:5\d)$/);
    const box = await timer.boundingBox();
    const before = await timer.innerText();
    await expect(timer).not.toHaveText(before);
    expect((await timer.boundingBox())?.x).toBe(box?.x);
  });

  test(
    "goes by the server's clock, and says when time is short",
    { tag: "@once" },
    async ({ page, learner, makeSession }) => {
      expect(learner.role).toBe("USER");
      await hold(page, await makeSession());
      const before = await payButton(page).boundingBox();
      await serverAhead(page, 8 * 60 + 5);
      await page.reload();
      await expect(page.getByRole("timer")).toHaveText(/^1:[0-5]\d$/);
      await expect(page.getByText("Less than 2 minutes left.")).toBeVisible();
      await expectAccessible(page);
      await page.evaluate(() => window.scrollTo(0, 0));
      expect(await payButton(page).boundingBox()).toEqual(before);
    },
  );

  test(
    "that is over can still be paid while the server keeps the seat",
    { tag: "@once" },
    async ({ page, learner, makeSession }) => {
      expect(learner.role).toBe("USER");
      await hold(page, await makeSession());
      await serverAhead(page, 11 * 60);
      await page.reload();
      await expect(page.getByRole("timer")).toHaveText("0:00");
      await expect(page.getByText("Your time is up.")).toBeVisible();
      await pay(page);
      await expect(heading(page)).toHaveText("You’re booked");
    },
  );

  test("that ends elsewhere keeps what was typed, and a seat is taken again", async ({
    page,
    learner,
    makeSession,
    api,
  }) => {
    const session = await makeSession({ capacity: 3 });
    const id = await hold(page, session);
    await fillCard(page);
    await api(learner).patch(`/api/bookings/${id}/`, { status: "cancelled" });
    await payButton(page).click();
    await expect(heading(page)).toHaveText("Your seat went back, and 3 are free");
    await expect(heading(page)).toBeFocused();
    await expect(page.getByText(/Nothing was charged/)).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Take a seat again" }).click();
    await expect(heading(page)).toHaveText("Pay for your seat");
    await expect(page).not.toHaveURL(`/checkout/${id}`);
    await expect(page.getByLabel("Expires")).toHaveValue("12 / 40");
    await payButton(page).click();
    await expect(heading(page)).toHaveText("You’re booked");
  });

  test(
    "whose seat somebody else has taken says so",
    { tag: "@once" },
    async ({ page, learner, newUser, makeSession, api }) => {
      const session = await makeSession({ capacity: 1 });
      const id = await hold(page, session);
      await api(learner).patch(`/api/bookings/${id}/`, { status: "cancelled" });
      await api(await newUser()).book(session);
      await page.reload();
      await expect(heading(page)).toHaveText("Your seat went back, and somebody took it");
      await expect(page.getByRole("button", { name: "Take a seat again" })).toHaveCount(0);
    },
  );

  test("is released after a question", async ({ page, learner, makeSession, api }) => {
    const id = await hold(page, await makeSession());
    await page
      .getByRole("button", { name: /^Release (it|the seat)$/ })
      .filter({ visible: true })
      .click();
    const dialog = page.getByRole("dialog", { name: "Release your seat?" });
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "Keep the seat" }).click();
    await expect(dialog).toBeHidden();
    expect((await api(learner).get<Booking>(`/api/bookings/${id}/`)).status).toBe("pending");
    await page
      .getByRole("button", { name: /^Release (it|the seat)$/ })
      .filter({ visible: true })
      .click();
    await dialog.getByRole("button", { name: "Release seat" }).click();
    await expect(heading(page)).toHaveText(/^Your seat went back/);
    expect((await api(learner).get<Booking>(`/api/bookings/${id}/`)).status).toBe("cancelled");
  });
});

test.describe("an address of the checkout", { tag: "@once" }, () => {
  test("of a paid seat leads to the finished booking", async ({
    page,
    learner,
    makeSession,
    api,
  }) => {
    const booking = await api(learner).book(await makeSession());
    await api(learner).post(`/api/bookings/${booking.id}/pay/`);
    await page.goto(`/checkout/${booking.id}`);
    await expect(page).toHaveURL(`/checkout/${booking.id}/success`);
  });

  test("of a booking that was paid and cancelled leads to its page", async ({
    page,
    learner,
    makeSession,
    api,
  }) => {
    const booking = await api(learner).book(await makeSession());
    await api(learner).post(`/api/bookings/${booking.id}/pay/`);
    await api(learner).patch(`/api/bookings/${booking.id}/`, { status: "cancelled" });
    await page.goto(`/checkout/${booking.id}`);
    await expect(page).toHaveURL(`/dashboard/bookings/${booking.id}`);
    await page.goto(`/checkout/${booking.id}/success`);
    await expect(heading(page)).toHaveText("This booking is cancelled");
  });

  test("of somebody else's seat shows nothing, to the host as little as to strangers", async ({
    page,
    creator,
    newUser,
    makeSession,
    api,
  }) => {
    const booking = await api(await newUser()).book(await makeSession({ by: creator }));
    await page.goto(`/checkout/${booking.id}`);
    await expect(heading(page)).toHaveText("There is nothing to pay for here");
    await page.goto(`/checkout/${crypto.randomUUID()}`);
    await expect(heading(page)).toHaveText("There is nothing to pay for here");
  });

  test("of a hold that is not paid yet is not called booked", async ({
    page,
    learner,
    makeSession,
    api,
  }) => {
    const booking = await api(learner).book(await makeSession());
    await page.goto(`/checkout/${booking.id}/success`);
    await expect(heading(page)).toHaveText("Your seat is held, and not paid for yet");
    await api(learner).post(`/api/bookings/${booking.id}/pay/`);
    await expect(heading(page)).toHaveText("You’re booked");
    await page.goto(`/sessions/${booking.session}`);
    await expect(bookButton(page, "Open your booking")).toBeVisible();
  });
});

/** The API's answers come with a date that many seconds from now. */
async function serverAhead(page: Page, seconds: number): Promise<void> {
  await page.route("**/api/**", async (route) => {
    const answer = await route.fetch();
    const date = new Date(Date.now() + seconds * 1000).toUTCString();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), date } });
  });
}
