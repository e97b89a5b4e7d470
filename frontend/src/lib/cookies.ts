/** The cookies that pages read. None of them is trusted for anything. */

import { isZone } from "./time";

/** Set by the API at sign-in: `ROLE|initials|zone`. */
export const HINT = "hint";
/** The reader's time zone, so that the server writes the right hours and days. */
export const ZONE = "zone";
/** The zone was picked by the reader: do not follow the device any more. */
export const ZONE_PICKED = "zone_picked";

export type Role = "USER" | "CREATOR";

export interface Hint {
  role: Role;
  initials: string;
  zone: string;
}

/** Null for anything that is not a hint. The value is already percent-decoded. */
export function readHint(value: string | undefined): Hint | null {
  // Initials may hold the separator themselves.
  const [role, ...rest] = (value ?? "").split("|");
  const zone = rest.pop();
  const initials = rest.join("|");
  if ((role !== "USER" && role !== "CREATOR") || !initials || !zone) return null;
  // A zone that is younger than this server's list of them is no reason to turn its owner away.
  return { role, initials, zone: isZone(zone) ? zone : "UTC" };
}

/** The zone of a signed-in person is the saved one, else that of the cookie, else UTC. */
export function readZone(hint: Hint | null, zone: string | undefined): string {
  if (hint) return hint.zone;
  return zone && isZone(zone) ? zone : "UTC";
}
