import "server-only";

import { cookies } from "next/headers";

import { HINT, readHint, readZone, ZONE, type Hint } from "./cookies";

export interface Viewer {
  /** Who the reader seems to be; null for a stranger. */
  hint: Hint | null;
  /** The time zone that the page is written in. */
  zone: string;
}

export async function viewer(): Promise<Viewer> {
  const jar = await cookies();
  const hint = readHint(jar.get(HINT)?.value);
  return { hint, zone: readZone(hint, jar.get(ZONE)?.value) };
}
