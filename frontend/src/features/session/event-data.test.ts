import { expect, it } from "vitest";

import type { SessionOutput } from "@/api/types.gen";

import { eventData } from "./event-data";

const SITE = new URL("https://sessions.example");
const SESSION = {
  id: "01a21033-d693-71d6-81d5-aec81c97b65a",
  title: "Throwing your first bowl",
  description: "With clay.",
  creator_details: { username: "maya.lindqvist", first_name: "Maya", last_name: "Lindqvist" },
  price: "48.00",
  currency: "USD",
  capacity: 8,
  spots_available: 3,
  is_full: false,
  image: null,
  start_time: "2026-11-24T17:30:00Z",
  end_time: "2026-11-24T19:30:00Z",
  language: "de",
  format: "online",
  place: null,
} as SessionOutput;

it("a dated session is an event, with what a search engine may show of it", () => {
  const url = `https://sessions.example/sessions/${SESSION.id}`;
  expect(eventData(SESSION, SITE)).toMatchObject({
    "@type": "Event",
    name: SESSION.title,
    url,
    image: `${url}/opengraph-image`,
    startDate: "2026-11-24T17:30:00Z",
    endDate: "2026-11-24T19:30:00Z",
    remainingAttendeeCapacity: 3,
    organizer: { name: "Maya Lindqvist", url: "https://sessions.example/creators/maya.lindqvist" },
    inLanguage: "de",
    offers: { price: "48.00", priceCurrency: "USD", availability: "https://schema.org/InStock" },
  });
  expect(eventData({ ...SESSION, is_full: true }, SITE)).toMatchObject({
    offers: { availability: "https://schema.org/SoldOut" },
  });
});

it("an event is at a place, on its page, or nowhere that was said", () => {
  const url = `https://sessions.example/sessions/${SESSION.id}`;
  expect(eventData(SESSION, SITE)).toMatchObject({
    eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode",
    location: { "@type": "VirtualLocation", url },
  });
  expect(
    eventData({ ...SESSION, format: "in_person", place: "Kreuzberg, Berlin" }, SITE),
  ).toMatchObject({
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: { "@type": "Place", name: "Kreuzberg, Berlin", address: "Kreuzberg, Berlin" },
  });
  const unsaid = eventData({ ...SESSION, format: null, language: null }, SITE);
  expect(unsaid).not.toHaveProperty("eventAttendanceMode");
  expect(unsaid).not.toHaveProperty("location");
});

it("a session whose date is chosen at booking is none", () => {
  expect(eventData({ ...SESSION, start_time: null, end_time: null }, SITE)).toBeNull();
});
