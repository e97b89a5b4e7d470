import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import {
  bookingsCreatorBookingsList,
  sessionsCreate,
  sessionsList,
  sessionsPartialUpdate,
  sessionsRetrieve,
} from "@/api/sdk.gen";
import { ApiError, noAnswer } from "@/lib/problem";
import { forget } from "@/lib/session-store";

import type { Session } from "../queries";
import { NOW, session } from "../testing";
import { EditEditor } from "./EditEditor";
import { keptName } from "./kept";
import { NewEditor } from "./NewEditor";

const auth = vi.hoisted(() => ({
  user: { id: "me", time_zone: "Europe/Berlin" },
  zone: "Europe/Berlin",
  status: "signed-in",
}));
vi.mock("@/api/sdk.gen");
vi.mock("@/lib/api", () => ({ newKey: () => "key" }));
vi.mock("@/context/AuthContext", () => ({ useAuth: () => auth }));
vi.mock("next/navigation", () => ({
  usePathname: () => "/creator-dashboard",
  useRouter: () => ({ push: vi.fn(), refresh: vi.fn() }),
}));

const draft = session({ id: "draft", creator: "me", status: "draft" });
const out = session({ id: "out", creator: "me", current_bookings: 3 });

function answer<T>(data: T) {
  return Promise.resolve({ data, headers: {} }) as never;
}

// Dialogs bring their frame along when they open; here it does not matter when.
beforeAll(() => import("@/components/ui/dialog-frame"));

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers({ now: NOW });
  auth.status = "signed-in";
  vi.mocked(sessionsList).mockImplementation(() => answer([]));
  vi.mocked(bookingsCreatorBookingsList).mockImplementation(() => answer([]));
});

afterEach(() => {
  cleanup();
  for (const id of ["new", "draft", "out"]) forget(keptName("me", id));
  vi.useRealTimers();
});

function wrap(page: React.ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return <QueryClientProvider client={client}>{page}</QueryClientProvider>;
}

async function edit(of: Session) {
  vi.mocked(sessionsRetrieve).mockImplementation(() => answer(of));
  vi.mocked(sessionsPartialUpdate).mockImplementation((options) =>
    answer({ ...of, ...(options.body as Partial<Session>), version: of.version + 1 }),
  );
  render(wrap(<EditEditor id={of.id} now={NOW} />));
  await pass(50);
}

async function pass(milliseconds: number) {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
}

function type(label: string | RegExp, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

function saved(): string {
  const panel = screen.getByRole("region", { name: /it is out$/i });
  return within(panel).getByRole("status").textContent ?? "";
}

function press(name: string) {
  const [button] = screen.getAllByRole("button", { name });
  if (button) fireEvent.click(button);
}

describe("a draft in the editor", () => {
  it("saves itself after a pause, and only what was changed", async () => {
    await edit(draft);
    type("Title", "Another title");
    expect(sessionsPartialUpdate).not.toHaveBeenCalled();
    await pass(1300);
    expect(sessionsPartialUpdate).toHaveBeenCalledExactlyOnceWith({
      path: { session_id: "draft" },
      body: { title: "Another title" },
      headers: { "If-Match": '"1.0"' },
    });
    expect(saved()).toMatch(/^Saved \d\d:\d\d CET\.$/);
    await pass(20_000);
    expect(sessionsPartialUpdate).toHaveBeenCalledTimes(1);
  });

  it("says what it can't save yet, and saves the rest", async () => {
    await edit(draft);
    type(/^Price in/, "much");
    type("Seats", "9");
    await pass(1300);
    expect(vi.mocked(sessionsPartialUpdate).mock.lastCall?.[0].body).toEqual({ capacity: 9 });
    expect(saved()).toMatch(/all but the price\.$/);
  });

  it("puts the server's words under the field, and does not ask again by itself", async () => {
    await edit(draft);
    const fault = new ApiError(400, "fields", "No.", { image: ["This host is not known."] });
    vi.mocked(sessionsPartialUpdate).mockRejectedValue(fault);
    type(/^Address of a picture/, "https://a.example/b.png");
    await pass(1300);
    expect(screen.getByText("This host is not known.")).toBeTruthy();
    await pass(30_000);
    expect(sessionsPartialUpdate).toHaveBeenCalledTimes(1);
    press("Try to save again");
    await pass(100);
    expect(sessionsPartialUpdate).toHaveBeenCalledTimes(2);
  });

  it("tries again by itself when there was no answer", async () => {
    await edit(draft);
    vi.mocked(sessionsPartialUpdate).mockRejectedValueOnce(noAnswer());
    type("Title", "Lost once");
    await pass(1300);
    expect(saved()).toContain("Not saved. The server did not answer.");
    await pass(9000);
    expect(sessionsPartialUpdate).toHaveBeenCalledTimes(2);
    expect(saved()).toMatch(/^Saved/);
  });

  it("waits while the sign-in is over, and keeps what is typed meanwhile", async () => {
    await edit(draft);
    auth.status = "expired";
    type("Title", "Typed while signed out");
    await pass(5000);
    expect(sessionsPartialUpdate).not.toHaveBeenCalled();
    expect(sessionStorage.getItem("session-draft:me:draft")).toContain("Typed while signed out");
    auth.status = "signed-in";
    type("Title", "Typed while signed out, and after");
    await pass(1300);
    expect(sessionsPartialUpdate).toHaveBeenCalledTimes(1);
    expect(sessionStorage.getItem("session-draft:me:draft")).toBeNull();
  });

  it("goes online without its place, which comes back with being in person", async () => {
    await edit(draft);
    expect(screen.getByLabelText<HTMLInputElement>(/^Place/).value).toBe("Kreuzberg, Berlin");
    fireEvent.click(screen.getByLabelText(/^Online/));
    expect(screen.queryByLabelText(/^Place/)).toBeNull();
    type("Topic (optional)", "science");
    await pass(1300);
    expect(vi.mocked(sessionsPartialUpdate).mock.lastCall?.[0].body).toEqual({
      topic: "science",
      format: "online",
      place: null,
    });
    fireEvent.click(screen.getByLabelText(/^In person/));
    expect(screen.getByLabelText<HTMLInputElement>(/^Place/).value).toBe("Kreuzberg, Berlin");
  });

  it("explains what is missing when it is to be published, and goes to it", async () => {
    await edit(session({ ...draft, start_time: null, description: "Short." }));
    press("Publish");
    await pass(100);
    expect(screen.getByText(/Say a little more: 34 more characters at least/)).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toContain("2 things are missing.");
    expect(document.activeElement).toBe(screen.getByLabelText("Description"));
    expect(sessionsPartialUpdate).not.toHaveBeenCalled();
  });
});

describe("a published session in the editor", () => {
  it("waits for its creator, and says first what a move does", async () => {
    await edit(out);
    type("Date", "2026-12-12");
    await pass(10_000);
    expect(sessionsPartialUpdate).not.toHaveBeenCalled();
    expect(saved()).toBe("Not saved yet: start.");
    press("Save changes");
    await pass(100);
    const dialog = screen.getByRole("dialog", { name: "Save these changes?" });
    expect(dialog.textContent).toContain("3 people are booked. Moving the start tells all of them");
    fireEvent.click(within(dialog).getByRole("button", { name: "Save and tell 3 people" }));
    await pass(100);
    expect(vi.mocked(sessionsPartialUpdate).mock.lastCall?.[0].body).toEqual({
      start_time: "2026-12-12T18:30",
      time_zone: "Europe/Berlin",
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("names the seats that went while somebody typed", async () => {
    await edit(out);
    vi.mocked(sessionsRetrieve).mockImplementation(() => answer({ ...out, current_bookings: 6 }));
    const fault = new ApiError(409, "capacity_below_bookings", "No.");
    vi.mocked(sessionsPartialUpdate).mockRejectedValue(fault);
    type("Seats", "4");
    press("Save changes");
    await pass(100);
    const dialog = screen.getByRole("dialog");
    fireEvent.click(within(dialog).getByRole("button", { name: "Save changes" }));
    await pass(100);
    expect(screen.getByText("6 seats are taken, so there can't be fewer than 6.")).toBeTruthy();
  });

  it("is not another creator's, and stays as it is once cancelled", async () => {
    vi.mocked(sessionsRetrieve).mockImplementation(() => answer({ ...out, creator: "you" }));
    const { unmount } = render(wrap(<EditEditor id="out" now={NOW} />));
    await pass(50);
    expect(screen.getByRole("heading", { name: /somebody else/ })).toBeTruthy();
    unmount();
    vi.mocked(sessionsRetrieve).mockImplementation(() => answer({ ...out, status: "cancelled" }));
    render(wrap(<EditEditor id="out" now={NOW} />));
    await pass(50);
    expect(screen.getByRole("link", { name: "Duplicate it" })).toBeTruthy();
  });
});

describe("a new session in the editor", () => {
  it("is made once it has what it needs, and then has an address", async () => {
    vi.mocked(sessionsCreate).mockImplementation((options) =>
      answer(session({ ...draft, ...(options.body as Partial<Session>), id: "made" })),
    );
    render(wrap(<NewEditor from={null} now={NOW} />));
    type("Title", "New");
    await pass(1300);
    expect(saved()).toContain("Kept in this browser");
    expect(sessionStorage.getItem("session-draft:me:new")).toContain("New");
    type("Description", "Words");
    type(/^Price in/, "0");
    await pass(1300);
    expect(sessionsCreate).toHaveBeenCalledTimes(1);
    expect(window.location.pathname).toBe("/creator-dashboard/sessions/made/edit");
    expect(sessionStorage.getItem("session-draft:me:new")).toBeNull();
  });

  it("begins with what was typed before, and can begin anew", async () => {
    const first = render(wrap(<NewEditor from={null} now={NOW} />));
    type("Title", "Half a");
    await pass(10);
    first.unmount();
    render(wrap(<NewEditor from={null} now={NOW} />));
    expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("Half a");
    press("Begin anew");
    expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("");
  });
});
