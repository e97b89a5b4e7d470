/** Makings for the unit tests of this folder. */

import type { Booking, Session } from "./queries";

export const NOW = new Date("2026-11-25T09:00:00Z");

export function session(changes: Partial<Session> = {}): Session {
  return {
    id: "01a21033-0000-7000-8000-000000000001",
    creator: "01900000-0000-7000-8000-000000000001",
    creator_details: {
      id: "01900000-0000-7000-8000-000000000001",
      username: "maya",
      first_name: "Maya",
      last_name: "Lindqvist",
      avatar: null,
    },
    title: "Handles that feel right",
    description: "A mug is judged by its handle long before anybody looks at the glaze.",
    price: "45.00",
    currency: "USD",
    duration_minutes: 120,
    capacity: 8,
    current_bookings: 0,
    spots_available: 8,
    is_full: false,
    status: "published",
    image: null,
    start_time: "2026-12-09T17:30:00Z",
    end_time: "2026-12-09T19:30:00Z",
    time_zone: "Europe/Berlin",
    topic: "craft",
    level: null,
    language: "en",
    format: "in_person",
    place: "Kreuzberg, Berlin",
    version: 1,
    created_at: "2026-10-01T08:00:00Z",
    updated_at: "2026-10-01T08:00:00Z",
    ...changes,
  };
}

export function booking(changes: Partial<Booking> = {}): Booking {
  const of = changes.session_details ?? session();
  return {
    id: "01a21033-0000-7000-8000-0000000000b1",
    user: "01900000-0000-7000-8000-000000000002",
    user_details: {
      id: "01900000-0000-7000-8000-000000000002",
      username: "sam",
      first_name: "Sam",
      last_name: "Rivera",
      avatar: null,
      email: "sam@example.com",
    },
    session: of.id,
    session_details: of,
    booking_date: of.start_time ?? "2026-11-25T14:00:00Z",
    amount: "45.00",
    currency: "USD",
    status: "confirmed",
    payment_status: "paid",
    refund_status: null,
    hold_expires_at: null,
    created_at: "2026-11-20T08:00:00Z",
    confirmed_at: "2026-11-20T08:01:00Z",
    cancelled_at: null,
    ...changes,
  };
}
