import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { bookingsCreatorBookingsList, creatorInsightsRetrieve, sessionsList } from "@/api/sdk.gen";
import { ApiError } from "@/lib/problem";
import { addDays } from "@/lib/time";

import type { Booking, Session } from "../queries";
import { booking, NOW, session } from "../testing";
import { Today } from "./Today";

vi.mock("@/api/sdk.gen");
vi.mock("@/lib/api", () => ({}));
vi.mock("next/navigation", () => ({
  usePathname: () => "/creator-dashboard",
  useRouter: () => ({ push: vi.fn(), refresh: vi.fn() }),
}));
vi.mock("@/context/AuthContext", () => ({
  useAuth: () => ({ user: { id: "me" }, zone: "Europe/Berlin", status: "signed-in" }),
}));

afterEach(cleanup);

const soon = { start_time: "2026-11-25T09:37:00Z", end_time: "2026-11-25T11:37:00Z" };
const bowl = session({ id: "bowl", title: "First bowl", current_bookings: 6, ...soon });
const draft = session({ id: "draft", title: "Plates", status: "draft", start_time: null });
const open = session({ id: "open", title: "One to one", start_time: null, current_bookings: 1 });

type Given = { mine?: Session[]; listed?: Session[]; chosen?: Booking[]; bookings?: number };

function answer<T>(data: T) {
  return Promise.resolve({ data, headers: {} }) as never;
}

function given({ mine = [], listed = [], chosen = [], bookings = 0 }: Given) {
  vi.mocked(sessionsList).mockImplementation((options) =>
    answer(options?.query?.my_sessions ? mine : listed),
  );
  vi.mocked(bookingsCreatorBookingsList).mockImplementation(() => answer(chosen));
  vi.mocked(creatorInsightsRetrieve).mockImplementation((options) => {
    const from = String(options?.query?.from);
    const series = Array.from({ length: 30 }, (_, day) => ({
      date: addDays(from, day),
      bookings: day === 3 ? bookings : 0,
      revenue: "0.00",
      cancellations: 0,
    }));
    const totals = { bookings, revenue: "0.00", fill_rate: null, cancellations: 0 };
    return answer({ totals, series });
  });
}

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <Today now={NOW} />
    </QueryClientProvider>,
  );
}

beforeEach(() => given({}));

describe("a creator's page of the day", () => {
  it("shows the hours of today, who comes, and what waits", async () => {
    const chosen = booking({ session_details: open, booking_date: "2026-11-25T14:00:00Z" });
    given({ mine: [bowl, draft, open], listed: [bowl, open], chosen: [chosen], bookings: 4 });
    show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Wednesday 25 November");
    const next = await screen.findByRole("heading", { name: "First bowl" });
    expect(next.parentElement?.textContent).toContain("Starts in 37 minutes, lasts 2 hours");
    expect(
      screen.getByText(/Two sessions today, 7 people\. Times in Berlin \(CET\)\./),
    ).toBeTruthy();
    expect(screen.getByText(/With Sam Rivera\. Starts in 5 hours/)).toBeTruthy();
    const todo = screen.getByRole("region", { name: "To do" });
    expect(within(todo).getByText(/Choose a day, or let learners choose one\./)).toBeTruthy();
    expect(within(todo).getByRole("link", { name: "Finish Plates" })).toBeTruthy();
    const figures = screen.getByRole("region", { name: "Last 30 days" });
    expect(await within(figures).findByText("as many as in the 30 days before")).toBeTruthy();
    expect(within(figures).getByText("Revenue, less refunds")).toBeTruthy();
    const table = screen.getByRole("table", { name: "Sessions" });
    expect(
      within(table)
        .getAllByRole("rowheader")
        .map((each) => each.textContent),
    ).toEqual(["First bowl", "One to one", "Plates"]);
  });

  it("shows what comes next when nothing is today", async () => {
    const later = session({ id: "later", title: "Tides" });
    given({ mine: [later], listed: [later] });
    show();
    expect(await screen.findByRole("heading", { name: "Next" })).toBeTruthy();
    expect(screen.getByText("Wednesday 9 December, lasts 2 hours")).toBeTruthy();
    expect(screen.getByText(/No sessions today/)).toBeTruthy();
  });

  it("tells a new creator how it begins, and when plots will come", async () => {
    show();
    expect(await screen.findByRole("heading", { name: "Your first session" })).toBeTruthy();
    expect(
      await screen.findByRole("heading", { name: "Plots begin with a week of bookings" }),
    ).toBeTruthy();
    expect(screen.queryByRole("table", { name: "Sessions" })).toBeNull();
  });

  it("says what did not load, part by part", async () => {
    vi.mocked(sessionsList).mockRejectedValue(new ApiError(403, "creator_required", "No."));
    vi.mocked(creatorInsightsRetrieve).mockRejectedValue(
      new ApiError(403, "creator_required", "No."),
    );
    show();
    expect(await screen.findByRole("heading", { name: "Your day did not load" })).toBeTruthy();
    expect(await screen.findByRole("heading", { name: "Your figures did not load" })).toBeTruthy();
    expect(await screen.findByRole("heading", { name: "Your sessions did not load" })).toBeTruthy();
  });
});
