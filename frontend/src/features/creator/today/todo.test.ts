import { describe, expect, it } from "vitest";

import { NOW, session } from "../testing";
import { todosOf } from "./todo";

const zone = "Europe/Berlin";

describe("what waits for a creator", () => {
  it("is a session that is soon and nearly empty", () => {
    const soon = session({ id: "soon", start_time: "2026-11-28T09:00:00Z", current_bookings: 2 });
    const [todo] = todosOf([soon], zone, NOW);
    expect(todo?.kind).toBe("quiet");
    expect(todo?.words).toBe("2 of 8 seats taken, and it is in 3 days.");
  });

  it("is not one that is far, filled, small, open, begun or cancelled", () => {
    const soon = { start_time: "2026-11-28T09:00:00Z", end_time: "2026-11-28T11:00:00Z" };
    const sessions = [
      session({ start_time: "2026-12-28T09:00:00Z" }),
      session({ ...soon, current_bookings: 3 }),
      session({ ...soon, capacity: 2 }),
      session({ ...soon, status: "cancelled" }),
      session({ start_time: null, end_time: null }),
      session({ start_time: "2026-11-25T08:00:00Z", end_time: "2026-11-25T10:00:00Z" }),
    ];
    expect(todosOf(sessions, zone, NOW)).toEqual([]);
  });

  it("is a draft, with the next thing it needs; three of them, the last touched first", () => {
    const drafts = ["a", "b", "c", "d"].map((id, day) =>
      session({
        id,
        status: "draft",
        start_time: id === "c" ? null : "2026-12-09T17:30:00Z",
        updated_at: `2026-11-0${day + 1}T00:00:00Z`,
      }),
    );
    const todos = todosOf(drafts, zone, NOW);
    expect(todos.map((todo) => todo.session.id)).toEqual(["d", "c", "b"]);
    expect(todos[0]?.words).toBe("It has everything it needs. Publish it when you like.");
    expect(todos[1]?.words).toBe("Choose a day, or let learners choose one.");
    const past = session({ status: "draft", start_time: "2026-11-01T09:00:00Z" });
    expect(todosOf([past], zone, NOW)[0]?.words).toBe("The start has passed. Choose another.");
  });
});
