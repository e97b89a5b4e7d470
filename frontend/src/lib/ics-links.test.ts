import { describe, expect, it } from "vitest";

import { googleLink, outlookLink, type CalendarItem } from "./ics-links";

const ITEM: CalendarItem = {
  title: "Glaze & fire: 50% off?",
  details: "With Maya Lindqvist\nhttps://sessions.example/sessions/1",
  place: null,
  start: "2026-12-31T22:30:00Z",
  minutes: 120,
};

function query(link: string): Record<string, string> {
  return Object.fromEntries(new URL(link).searchParams);
}

describe("a link to a calendar", () => {
  it("fills in an entry of Google's, in UTC and over midnight", () => {
    const link = googleLink(ITEM);
    expect(new URL(link).host).toBe("calendar.google.com");
    expect(query(link)).toEqual({
      action: "TEMPLATE",
      text: ITEM.title,
      dates: "20261231T223000Z/20270101T003000Z",
      details: ITEM.details,
    });
  });

  it("fills in an entry of Outlook's", () => {
    const link = outlookLink(ITEM);
    expect(new URL(link).host).toBe("outlook.live.com");
    expect(query(link)).toEqual({
      path: "/calendar/action/compose",
      rru: "addevent",
      subject: ITEM.title,
      startdt: "2026-12-31T22:30:00.000Z",
      enddt: "2027-01-01T00:30:00.000Z",
      body: ITEM.details,
    });
  });

  it("says where people come to", () => {
    for (const link of [googleLink, outlookLink]) {
      expect(query(link({ ...ITEM, place: "Kreuzberg, Berlin" })).location).toBe(
        "Kreuzberg, Berlin",
      );
    }
  });

  it("holds no plus for a space, and no raw character of the title", () => {
    for (const link of [googleLink(ITEM), outlookLink(ITEM)]) {
      expect(link).toContain("Glaze%20%26%20fire%3A%2050%25%20off%3F");
      expect(link).not.toContain("+");
    }
  });
});
