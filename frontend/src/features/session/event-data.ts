import type { SessionOutput } from "@/api/types.gen";
import { personName } from "@/lib/person";

/** A dated session in the words of schema.org. An open one has no date, so it is no event. */
export function eventData(session: SessionOutput, site: URL): Record<string, unknown> | null {
  if (!session.start_time) return null;
  const url = new URL(`/sessions/${session.id}`, site).href;
  const { username } = session.creator_details;
  return {
    "@type": "Event",
    name: session.title,
    description: session.description,
    url,
    image: session.image ?? `${url}/opengraph-image`,
    startDate: session.start_time,
    endDate: session.end_time,
    eventStatus: "https://schema.org/EventScheduled",
    inLanguage: session.language ?? undefined,
    ...whereData(session, url),
    maximumAttendeeCapacity: session.capacity,
    remainingAttendeeCapacity: session.spots_available,
    organizer: {
      "@type": "Person",
      name: personName(session.creator_details),
      url: new URL(`/creators/${encodeURIComponent(username)}`, site).href,
    },
    offers: {
      "@type": "Offer",
      url,
      price: session.price,
      priceCurrency: session.currency,
      availability: `https://schema.org/${session.is_full ? "SoldOut" : "InStock"}`,
    },
  };
}

/** Nothing where it is not said. What is online is joined from its page. */
function whereData({ format, place }: SessionOutput, url: string): Record<string, unknown> {
  if (!format) return {};
  if (format === "online") {
    return {
      eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode",
      location: { "@type": "VirtualLocation", url },
    };
  }
  return {
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: place ? { "@type": "Place", name: place, address: place } : undefined,
  };
}
