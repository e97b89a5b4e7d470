import { describe, expect, it } from "vitest";

import { booking, NOW, session } from "../testing";
import { agendaOf, nearest, phaseOf, slotWords, todayWords } from "./agenda";

const zone = "Europe/Berlin";
const at = (id: string, start_time: string, more = {}) =>
  session({ id, start_time, title: id, duration_minutes: 90, ...more });

describe("a creator's day", () => {
  const early = at("early", "2026-11-25T06:00:00Z");
  const running = at("running", "2026-11-25T08:30:00Z", { current_bookings: 5 });
  const late = at("late", "2026-11-25T22:30:00Z", { current_bookings: 1 });
  const tomorrow = at("tomorrow", "2026-11-25T23:30:00Z");
  const overnight = at("overnight", "2026-11-24T20:00:00Z", { duration_minutes: 24 * 60 });

  it("has what begins on this day of the zone, and what is still under way", () => {
    const { today, next } = agendaOf({
      sessions: [tomorrow, late, running, early, overnight, running],
      appointments: [],
      zone,
      now: NOW,
    });
    expect(today.map((slot) => slot.key)).toEqual(["overnight", "early", "running", "late"]);
    expect(next.map((slot) => slot.key)).toEqual(["tomorrow"]);
    expect(todayWords(today)).toBe("Four sessions today, 6 people.");
    expect(nearest(today, NOW)?.key).toBe("overnight");
    expect(today.map((slot) => phaseOf(slot, NOW))).toEqual(["now", "over", "now", "ahead"]);
  });

  it("is another day west of Greenwich", () => {
    const zone = "America/Los_Angeles";
    const { today } = agendaOf({ sessions: [late, tomorrow], appointments: [], zone, now: NOW });
    expect(today.map((slot) => slot.key)).toEqual(["late", "tomorrow"]);
  });

  it("has the days that people chose of open sessions", () => {
    const open = session({ start_time: null, end_time: null, current_bookings: 3 });
    const chosen = booking({ session_details: open, booking_date: "2026-11-25T14:00:00Z" });
    const { today } = agendaOf({ sessions: [open], appointments: [chosen], zone, now: NOW });
    expect(today).toHaveLength(1);
    expect(todayWords(today)).toBe("One session today, 1 person.");
    expect(today[0] && slotWords(today[0], zone, NOW)).toBe(
      "With Sam Rivera. Starts in 5 hours, lasts 2 hours",
    );
  });

  it("says how far each is", () => {
    const words = (of: ReturnType<typeof at>) => {
      const slot = { key: of.id, at: String(of.start_time), session: of, booking: null };
      return slotWords(slot, zone, NOW);
    };
    expect(words(early)).toBe("Ended at 08:30 CET");
    expect(words(running)).toBe("Under way until 11:00 CET");
    expect(words(late)).toBe("Starts in 13 hours 30 minutes, lasts 90 min");
    expect(words(tomorrow)).toBe("Thursday 26 November, lasts 90 min");
    expect(todayWords([])).toBe("No sessions today.");
  });
});
