import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ImageResponse } from "next/og";

import type { SessionOutput } from "@/api/types.gen";
import { coverSvg } from "@/lib/art/cover";
import { shortPrice } from "@/lib/money";
import { personName } from "@/lib/person";
import { dateWords, durationWords, rangeWords } from "@/lib/time";

import { writable } from "./share-text";

export const SIZE = { width: 1200, height: 630 };
const ART = 500;
// Written out, so that the build takes these two along and no other.
const REGULAR = join(process.cwd(), "node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf");
const SEMIBOLD = join(process.cwd(), "node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf");

/** The picture that a shared link shows. Made of what is here: it asks nobody for anything. */
export async function shareImage(session: SessionOutput): Promise<ImageResponse> {
  const [regular, semibold] = await Promise.all([readFile(REGULAR), readFile(SEMIBOLD)]);
  const art = Buffer.from(coverSvg(session.id, session.title, session.topic)).toString("base64");
  return new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", background: "#fbfbf9" }}>
      <Words session={session} />
      <img
        alt=""
        src={`data:image/svg+xml;base64,${art}`}
        width={ART}
        height={SIZE.height}
        style={{ objectFit: "cover" }}
      />
    </div>,
    {
      ...SIZE,
      fonts: [
        { name: "Geist", data: regular, weight: 400 },
        { name: "Geist", data: semibold, weight: 600 },
      ],
    },
  );
}

function Words({ session }: { session: SessionOutput }) {
  const title = writable(session.title);
  const host = writable(personName(session.creator_details));
  const { start_time: start, duration_minutes: minutes, time_zone: zone } = session;
  const size = (title ?? "").length > 45 ? 52 : 64;
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        width: SIZE.width - ART,
        padding: "56px 48px 56px 64px",
        fontFamily: "Geist",
        color: "#44433d",
        fontSize: 30,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 14, color: "#161613" }}>
        <Mark />
        <span style={{ fontWeight: 600, fontSize: 28 }}>Sessions</span>
      </div>
      <div
        style={{
          display: "block",
          marginTop: "auto",
          marginBottom: 28,
          fontWeight: 600,
          fontSize: size,
          lineHeight: 1.1,
          letterSpacing: "-0.035em",
          color: "#161613",
          lineClamp: 4,
        }}
      >
        {title ?? "A session with open seats"}
      </div>
      {host && <span>with {host}</span>}
      <span style={{ marginTop: 28, fontWeight: 600, color: "#161613" }}>
        {start ? dateWords(start, zone) : "Any day, any time"}
      </span>
      <span style={{ marginTop: 4 }}>
        {start ? rangeWords(start, minutes, zone) : durationWords(minutes)} ·{" "}
        {shortPrice(session.price, session.currency)}
      </span>
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 26 26" width="40" height="40">
      <path d="M12.2 2.5a8.5 8.5 0 0 0 0 17Z" fill="#161613" />
      <path d="M13.8 6.5a8.5 8.5 0 0 1 0 17Z" fill="#2440c4" />
    </svg>
  );
}
