import type { SessionOutput } from "@/api/types.gen";

/** Shown in a row. */
export const CARDS = 3;

/** To a session that can't be booked: by others than its creator, those of its topic first. */
export function alternativesTo(
  session: SessionOutput | undefined,
  upcoming: readonly SessionOutput[],
  ofTopic: readonly SessionOutput[],
): SessionOutput[] {
  const all = new Map([...ofTopic, ...upcoming].map((each) => [each.id, each]));
  return [...all.values()].filter((each) => each.creator !== session?.creator).slice(0, CARDS);
}
