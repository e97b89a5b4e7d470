import "server-only";

import { headers } from "next/headers";

export const SITE = {
  name: "Sessions",
  claim: "live classes with open seats",
  description:
    "Workshops, classes and lessons held live by people who love their subject. " +
    "Find one, take a seat, and come.",
} as const;

/** The address that people reach this site at: PUBLIC_URL, else that of the request. */
export async function siteUrl(): Promise<URL> {
  const configured = process.env.PUBLIC_URL;
  if (configured) return new URL(configured);
  const sent = await headers();
  const host = sent.get("x-forwarded-host") ?? sent.get("host") ?? "localhost:3000";
  return new URL(`${sent.get("x-forwarded-proto") ?? "http"}://${host}`);
}
