/** Addresses that open a calendar with an entry filled in. */

import { endOf } from "./time";

export interface CalendarItem {
  title: string;
  details: string;
  /** Where people come to. */
  place: string | null;
  start: string;
  minutes: number;
}

export function googleLink(item: CalendarItem): string {
  const stamp = (moment: Date) => moment.toISOString().replace(/[-:]|\.\d{3}/g, "");
  return address("https://calendar.google.com/calendar/render", {
    action: "TEMPLATE",
    text: item.title,
    dates: `${stamp(new Date(item.start))}/${stamp(endOf(item.start, item.minutes))}`,
    details: item.details,
    ...(item.place && { location: item.place }),
  });
}

export function outlookLink(item: CalendarItem): string {
  return address("https://outlook.live.com/calendar/0/deeplink/compose", {
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: item.title,
    startdt: new Date(item.start).toISOString(),
    enddt: endOf(item.start, item.minutes).toISOString(),
    body: item.details,
    ...(item.place && { location: item.place }),
  });
}

function address(base: string, parameters: Record<string, string>): string {
  // Spaces as %20: Outlook shows a plus as it is.
  const query = Object.entries(parameters).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${base}?${query.join("&")}`;
}
