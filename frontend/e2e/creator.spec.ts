import { readFile } from "node:fs/promises";

import { expectAccessible } from "./axe";
import { expect, test, unique, type Booking, type Session } from "./fixtures";
import type { Page } from "@playwright/test";

const DESK = "/creator-dashboard";
const WORDS = "We fold paper until it holds water. Bring nothing but ten fingers.";

/** The wall clock of a zone, as the fields want it, some days from now. */
function inDays(days: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone });
  return format.format(new Date(Date.now() + days * 86_400_000));
}

function editor(page: Page) {
  return {
    title: page.getByLabel("Title", { exact: true }),
    description: page.getByLabel("Description", { exact: true }),
    price: page.getByLabel(/^Price in/),
    seats: page.getByLabel("Seats", { exact: true }),
    date: page.getByLabel("Date", { exact: true }),
    time: page.getByLabel("Begins at"),
    minutes: page.getByLabel("Minutes"),
    saved: page.getByRole("region", { name: /it is out$/i }).getByRole("status"),
    button: (name: string) =>
      page.getByRole("button", { name, exact: true }).locator("visible=true"),
  };
}

async function idOf(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]{36}\/edit$/);
  return page.url().split("/").at(-2) ?? "";
}

test.describe("a creator", () => {
  test("writes a session, which saves itself, publishes it, and sees who books it", async ({
    page,
    newUser,
    signIn,
    api,
  }) => {
    test.slow();
    // It is day there, so that three hours from now is today as well.
    const time_zone = new Date().getUTCHours() < 12 ? "Asia/Kolkata" : "America/New_York";
    const person = await newUser({ first_name: "Grace", last_name: "Hopper", time_zone });
    await api(person).post("/api/auth/become-creator/");
    await signIn(page, person);
    await page.goto(DESK);
    await expect(page.getByRole("heading", { name: "Your first session" })).toBeVisible();
    await page.getByRole("link", { name: "New session" }).first().click();

    const title = unique("Paper that holds water");
    const form = editor(page);
    await expect(page.getByRole("heading", { level: 1, name: "New session" })).toBeVisible();
    await form.title.fill(title);
    await expect(form.saved).toContainText("Kept in this browser");
    await form.button("Publish").click();
    await expect(page.getByText("Choose the day.").first()).toBeVisible();

    // What is not on the server yet outlives a reload.
    await page.reload();
    await expect(form.title).toHaveValue(title);
    await form.description.fill(WORDS);
    await form.price.fill("18,5");
    await expect(form.saved).toContainText(/Saved \d\d:\d\d/);
    const id = await idOf(page);
    expect(await api(person).get<Session>(`/api/sessions/${id}/`)).toMatchObject({
      status: "draft",
      title,
      price: "18.50",
    });

    const now = new Date(Date.now() + 3 * 3_600_000);
    const wall = new Intl.DateTimeFormat("sv-SE", {
      timeZone: person.time_zone,
      dateStyle: "short",
      timeStyle: "short",
    }).format(now);
    await form.date.fill(wall.slice(0, 10));
    await form.time.fill(wall.slice(11));
    await form.seats.fill("4");
    await page.getByLabel("Topic (optional)").selectOption("Craft");
    await page.getByLabel("Level", { exact: true }).selectOption("Beginner");
    await page.getByLabel("Language (optional)").selectOption("German");
    await page.getByRole("radio", { name: /^In person/ }).check();
    await page.getByLabel("Place (optional)").fill("Kreuzberg, Berlin");
    await expect(form.saved).toContainText(/^Saved \d\d:\d\d \S+\.$/);
    await form.button("Publish").click();
    await expect(page.getByText("Published. People can book it now.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "It is out" })).toBeVisible();

    expect(await api().get<Session>(`/api/sessions/${id}/`)).toMatchObject({
      ...{ topic: "craft", level: "beginner", language: "de" },
      ...{ format: "in_person", place: "Kreuzberg, Berlin" },
    });
    const learner = await newUser({ first_name: "Alan", last_name: "Turing" });
    const hold = await api(learner).book({ id });
    await api(learner).post(`/api/bookings/${hold.id}/pay/`, { card: "success" });
    const strangers = await api().get<Session[]>(`/api/sessions/?q=${title}`);
    expect(strangers.map((each) => each.id)).toEqual([id]);

    await page.goto(`${DESK}/sessions/${id}/roster`);
    await expect(page.getByRole("rowheader", { name: /Alan Turing/ })).toBeVisible();
    await expect(page.getByText("$18.50 paid")).toBeVisible();
    await expect(page.getByText("1 of 4")).toBeVisible();

    await page.goto(DESK);
    await expect(page.getByRole("link", { name: title }).first()).toBeVisible();
    await expect(page.getByText("1 person")).toBeVisible();
    await expect(page.getByText(/Starts in [23] hours/)).toBeVisible();
    await page.goto(`${DESK}/bookings`);
    await expect(page.getByRole("rowheader", { name: /Alan Turing/ })).toBeVisible();
  });

  test("chooses field by field when a session was changed in another tab", async ({
    page,
    context,
    creator,
    api,
    makeSession,
  }) => {
    const session = await makeSession({
      by: creator,
      status: "draft",
      title: unique("Knots"),
      format: "in_person",
      place: "Wedding, Berlin",
    });
    const path = `${DESK}/sessions/${session.id}/edit`;
    await page.goto(path);
    const here = editor(page);
    await expect(here.title).toHaveValue(session.title);
    const other = await context.newPage();
    await other.goto(path);
    const there = editor(other);
    await expect(there.title).toHaveValue(session.title);

    await there.title.fill("Knots, seen from the sea");
    await there.price.fill("31");
    await other.getByRole("radio", { name: /^Online/ }).check();
    await expect(there.saved).toContainText(/Saved \d\d:\d\d/);
    await here.title.fill("Knots, seen from the land");
    await here.seats.fill("7");

    const dialog = page.getByRole("dialog", { name: "This session was saved elsewhere" });
    await expect(dialog).toBeVisible();
    const title = dialog.getByRole("group", { name: "Title" });
    await expect(title).toContainText("Knots, seen from the sea");
    await expect(title.getByRole("radio", { name: /Keep mine/ })).toBeChecked();
    const price = dialog.getByRole("group", { name: /^Price/ });
    await expect(price.getByRole("radio", { name: /Take theirs/ })).toBeChecked();
    const place = dialog.getByRole("group", { name: /^Place/ });
    await expect(place).toContainText("In person: Wedding, Berlin");
    await expect(place.getByRole("radio", { name: "Take theirs Online" })).toBeChecked();
    await expectAccessible(page, "conflict");
    await dialog.getByRole("button", { name: "Go on with these" }).click();
    await expect(here.price).toHaveValue("31.00");
    await expect(here.saved).toContainText(/Saved \d\d:\d\d \S+\.$/);
    expect(await api(creator).get<Session>(`/api/sessions/${session.id}/`)).toMatchObject({
      title: "Knots, seen from the land",
      price: "31.00",
      capacity: 7,
      format: "online",
      place: null,
    });
  });

  test("can't have fewer seats than are taken, and reads what a move does", async ({
    page,
    creator,
    newUser,
    api,
    makeSession,
  }) => {
    const session = await makeSession({
      by: creator,
      title: unique("Tides"),
      capacity: 3,
      price: "20.00",
      time_zone: "America/New_York",
    });
    const learners = [await newUser(), await newUser()];
    const bookings: Booking[] = [];
    for (const learner of learners) {
      const hold = await api(learner).book(session);
      bookings.push(await api(learner).post(`/api/bookings/${hold.id}/pay/`));
    }
    await page.goto(`${DESK}/sessions/${session.id}/edit`);
    const form = editor(page);
    await form.seats.fill("1");
    await form.button("Save changes").click();
    await expect(
      page.getByText("2 seats are taken, so there can't be fewer than 2."),
    ).toBeVisible();
    await form.seats.fill("2");

    await form.date.fill(inDays(6, session.time_zone));
    await form.time.fill("07:15");
    await form.button("Save changes").click();
    const dialog = page.getByRole("dialog", { name: "Save these changes?" });
    await expect(dialog).toContainText("2 people are booked. Moving the start tells all of them");
    await expect(dialog).toContainText("07:15 E");
    await dialog.getByRole("button", { name: "Save and tell 2 people" }).click();
    await expect(dialog).toBeHidden();
    await expect(form.saved).toContainText(/Saved \d\d:\d\d/);
    const [learner] = learners;
    const moved = await api(learner).get<Booking>(`/api/bookings/${bookings[0]?.id}/`);
    expect(moved.booking_date).not.toBe(bookings[0]?.booking_date);
    expect(moved.session_details.is_full).toBe(true);
  });

  test("cancels with the whole sum named, and everybody is refunded", async ({
    page,
    creator,
    newUser,
    api,
    makeSession,
  }) => {
    const session = await makeSession({ by: creator, title: unique("Lichens"), price: "12.50" });
    const learner = await newUser();
    const paid = await api(learner).book(session);
    await api(learner).post(`/api/bookings/${paid.id}/pay/`);
    await api(await newUser()).book(session);

    await page.goto(`${DESK}/sessions`);
    await page.getByRole("button", { name: `Actions for ${session.title}` }).click();
    await page.getByRole("button", { name: "Cancel session…" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel this session?" });
    await expect(dialog).toContainText("1 person is booked");
    await expect(dialog).toContainText("1 more seat is held");
    await expectAccessible(page, "cancel");
    const act = dialog.getByRole("button", { name: "Cancel session, refund $12.50" });
    await act.click();
    await expect(dialog.getByText('Type the word "cancel" to go on.')).toBeVisible();
    await dialog.getByLabel('Type "cancel" to confirm').fill("cancel");
    await act.click();
    await expect(page.getByText("Cancelled. 2 people are being told.")).toBeVisible();
    await expect(page.getByRole("rowheader", { name: session.title })).toHaveCount(0);
    const booking = await api(learner).get<Booking>(`/api/bookings/${paid.id}/`);
    expect(booking).toMatchObject({ status: "cancelled", payment_status: "refunded" });
  });

  test(
    "takes bookings away as a file that no spreadsheet runs",
    { tag: "@once" },
    async ({ page, creator, newUser, api, makeSession }) => {
      const session = await makeSession({ by: creator, price: "0" });
      await api(await newUser({ first_name: "=HYPERLINK(1)", last_name: "Ünal" })).book(session);
      await page.goto(`${DESK}/sessions/${session.id}/roster`);
      await expect(page.getByRole("rowheader", { name: /HYPERLINK/ })).toBeVisible();
      const waiting = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download CSV" }).click();
      const download = await waiting;
      expect(download.suggestedFilename()).toMatch(/^roster-\w+\.csv$/);
      const text = await readFile(await download.path(), "utf8");
      expect(text.startsWith("\uFEFFsession,starts,")).toBe(true);
      expect(text).toContain("'=HYPERLINK(1)");
      expect(text).toContain("Ünal");
    },
  );

  test("duplicates a session without its day, and sees newcomers within seconds", async ({
    page,
    creator,
    newUser,
    api,
    makeSession,
  }) => {
    const about: Pick<Session, "topic" | "level" | "language" | "format" | "place"> = {
      ...{ topic: "nature", level: "advanced", language: "en" },
      ...{ format: "in_person", place: "Grunewald" },
    };
    const title = unique("Moss");
    const session = await makeSession({ by: creator, title, price: "0", ...about });
    await page.goto(`${DESK}/sessions`);
    await page.getByRole("button", { name: `Actions for ${session.title}` }).click();
    await page.getByRole("link", { name: "Duplicate" }).click();
    const form = editor(page);
    await expect(form.title).toHaveValue(session.title);
    await expect(form.date).toHaveValue("");
    await expect(form.price).toHaveValue("0.00");
    await form.title.fill(`${session.title}, again`);
    await expect(form.saved).toContainText(/Saved \d\d:\d\d/);
    const copy = await idOf(page);
    expect(copy).not.toBe(session.id);
    expect(await api(creator).get<Session>(`/api/sessions/${copy}/`)).toMatchObject(about);

    await page.goto(`${DESK}/sessions/${session.id}/roster`);
    await expect(page.getByRole("heading", { name: "Nobody has booked yet" })).toBeVisible();
    await api(await newUser({ first_name: "Emmy", last_name: "Noether" })).book(session);
    await expect(page.getByRole("rowheader", { name: /Emmy Noether/ })).toBeVisible({
      timeout: 20_000,
    });
  });

  test("is asked before leaving what is not saved, and finds it again", async ({
    page,
    creator,
    makeSession,
  }) => {
    const session = await makeSession({ by: creator });
    await page.goto(`${DESK}/sessions/${session.id}/edit`);
    const form = editor(page);
    await form.title.fill("A title that nobody has saved");
    await page.getByRole("link", { name: "Insights" }).click();
    const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
    await dialog.getByRole("button", { name: "Stay" }).click();
    await expect(form.title).toHaveValue("A title that nobody has saved");
    await page.getByRole("link", { name: "Insights" }).click();
    await dialog.getByRole("button", { name: "Leave" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Insights" })).toBeVisible();
    await page.goBack();
    await expect(form.title).toHaveValue("A title that nobody has saved");
    await page.getByRole("button", { name: "Go back to what is saved" }).click();
    await expect(form.title).toHaveValue(session.title);
  });

  test("is refused an hour that the clocks skip", { tag: "@once" }, async ({ page, creator }) => {
    expect(creator.role).toBe("CREATOR");
    await page.goto(`${DESK}/sessions/new`);
    const form = editor(page);
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.fill("new york");
    await page.getByRole("option", { name: /America\/New York/ }).click();
    await expect(zone).toHaveValue("America/New York");
    await form.date.fill("2028-03-12");
    await form.time.fill("02:30");
    await form.time.blur();
    await expect(
      page.getByText(/clocks of New York go forward and never show 02:30/),
    ).toBeVisible();
    await form.time.fill("03:30");
    await expect(page.getByText(/03:30 to 04:30 EDT in New York/)).toBeVisible();
  });

  test("chooses the days that insights are about", async ({
    page,
    creator,
    api,
    newUser,
    makeSession,
  }) => {
    const session = await makeSession({ by: creator, price: "10.00" });
    const learner = await newUser();
    const hold = await api(learner).book(session);
    await api(learner).post(`/api/bookings/${hold.id}/pay/`);
    await page.goto(`${DESK}/insights`);
    const figures = page.getByRole("region", { name: "Last 30 days" });
    await expect(figures.getByText("1 more than the 30 days before")).toBeVisible();
    await expect(figures.getByText("$10 more")).toBeVisible();
    await expect(
      page.getByRole("heading", { name: "Plots begin with a week of bookings" }),
    ).toBeVisible();
    await page.getByRole("link", { name: "7 days" }).click();
    await expect(page.getByRole("heading", { name: "Last 7 days" })).toBeVisible();
    await page.getByRole("button", { name: "Other days" }).click();
    await page.getByLabel("First day").fill("2026-01-01");
    await page.getByLabel("Last day").fill("2025-01-01");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page.getByText("The last day is before the first.")).toBeVisible();
    await page.getByLabel("First day").fill("2024-11-01");
    await page.getByLabel("Last day").fill("2024-12-31");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(
      page.getByRole("heading", { name: "1 November 2024 to 31 December 2024" }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test("needs to be one", { tag: "@once" }, async ({ page, learner }) => {
    expect(learner.role).toBe("USER");
    await page.goto(DESK);
    await expect(page.getByRole("heading", { name: "This desk is for creators" })).toBeVisible();
  });
});
