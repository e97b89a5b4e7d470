import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import {
  bookingsCancellationRetrieve,
  bookingsDestroy,
  bookingsList,
  bookingsPartialUpdate,
  bookingsRetrieve,
} from "@/api/sdk.gen";
import type { BookingOutput, BookingsListData } from "@/api/types.gen";
import "@/lib/api";
import { nextCursor } from "@/lib/paging";

import { bySoonest } from "./booking-state";

const PAGE = 50;
const LARGEST_PAGE = 200;
/** Holds run out and hosts change their plans while somebody looks. */
const EVERY_MS = 60_000;

type Filter = NonNullable<BookingsListData["query"]>;

async function page(query: Filter) {
  const { data, headers } = await bookingsList<true>({ query });
  return { items: data, cursor: nextCursor(headers.link as string | undefined) };
}

async function all(filter: Filter): Promise<BookingOutput[]> {
  const found: BookingOutput[] = [];
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page({ ...filter, cursor, limit: LARGEST_PAGE });
    found.push(...items);
    cursor = next ?? undefined;
  } while (cursor);
  return found;
}

/** All live ones: which comes next can't be told from a page. */
export const upcomingQuery = queryOptions({
  queryKey: ["bookings", "upcoming"],
  queryFn: async () => {
    const [confirmed, held] = await Promise.all([
      all({ status: "confirmed", when: "upcoming" }),
      all({ status: "pending", when: "upcoming" }),
    ]);
    return [...confirmed, ...held].sort(bySoonest);
  },
  refetchInterval: EVERY_MS,
  refetchOnWindowFocus: "always",
});

/** Those that are over, page by page. */
function pagesQuery(name: "past" | "cancelled", filter: Filter) {
  return infiniteQueryOptions({
    queryKey: ["bookings", name],
    queryFn: ({ pageParam }) => page({ ...filter, cursor: pageParam, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
    refetchOnWindowFocus: "always",
  });
}

export const pastQuery = pagesQuery("past", {
  status: "confirmed",
  when: "past",
  sort: "-booking_date",
});
export const cancelledQuery = pagesQuery("cancelled", {
  status: "cancelled",
  sort: "-booking_date",
});

export function bookingQuery(id: string) {
  return queryOptions({
    queryKey: ["bookings", id],
    queryFn: async () => (await bookingsRetrieve<true>({ path: { booking_id: id } })).data,
    refetchOnWindowFocus: "always",
    refetchInterval: EVERY_MS,
  });
}

/** What a cancel would do at this moment: never from memory. */
export function cancellationQuery(id: string) {
  return queryOptions({
    queryKey: ["bookings", id, "cancellation"],
    queryFn: async () =>
      (await bookingsCancellationRetrieve<true>({ path: { booking_id: id } })).data,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Resolves when the lists show it too. */
export function useCancelBooking() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      const body = { status: "cancelled" } as const;
      return (await bookingsPartialUpdate<true>({ path: { booking_id: id }, body })).data;
    },
    onSuccess: (booking) => client.setQueryData(bookingQuery(booking.id).queryKey, booking),
    onSettled: () => client.invalidateQueries({ queryKey: ["bookings"] }),
  });
}

export function useRemoveBooking() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bookingsDestroy<true>({ path: { booking_id: id } }),
    onSettled: (_answer, _error, id) =>
      client.invalidateQueries({
        queryKey: ["bookings"],
        // Its own page is about to be left, and would find nothing.
        predicate: ({ queryKey }) => queryKey[1] !== id,
      }),
  });
}
