// @vitest-environment node
import { afterEach, expect, it, vi } from "vitest";

import type { SessionOutput } from "@/api/types.gen";

import { shareImage } from "./share-image";

afterEach(() => vi.unstubAllGlobals());

it.each(["Throwing your first bowl", "書道入門 🖌️", "تعلم الخط العربي", "Sourdough 🥖 बेकिंग"])(
  "a picture of %s asks no other server for anything",
  async (title) => {
    const fetch = vi.fn(() => Promise.reject(new Error("no network")));
    vi.stubGlobal("fetch", fetch);
    const session = {
      id: "01a21033-d693-71d6-81d5-aec81c97b65a",
      title,
      creator_details: { username: "mei", first_name: "美", last_name: "", avatar: null },
      price: "48.00",
      currency: "USD",
      duration_minutes: 90,
      start_time: "2026-11-24T17:30:00Z",
      time_zone: "Asia/Tokyo",
    } as unknown as SessionOutput;

    const png = new Uint8Array(await (await shareImage(session)).arrayBuffer());

    expect(Array.from(png.slice(1, 4))).toEqual([..."PNG"].map((sign) => sign.charCodeAt(0)));
    expect(png.length).toBeGreaterThan(10_000);
    const asked = fetch.mock.calls.map((call) => String((call as unknown[])[0]).slice(0, 5));
    expect(asked.filter((address) => address !== "data:")).toEqual([]);
  },
);
