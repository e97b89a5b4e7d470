import { runInNewContext } from "node:vm";

import { describe, expect, it } from "vitest";

import { followZone } from "./follow-zone";

/** What the script does on a device in Berlin whose browser has these cookies. */
function run(rendered: string, cookies = "", { isSignedIn = false, keeps = true } = {}) {
  const jar = new Map(cookies.split("; ").map((each) => each.split("=") as [string, string]));
  let reloads = 0;
  runInNewContext(followZone(rendered, isSignedIn), {
    encodeURIComponent,
    Intl: {
      DateTimeFormat: () => ({ resolvedOptions: () => ({ timeZone: "Europe/Berlin" }) }),
    },
    document: {
      get cookie() {
        return [...jar].map((pair) => pair.join("=")).join("; ");
      },
      set cookie(text: string) {
        const [name = "", value = ""] = (text.split(";")[0] ?? "").split("=");
        if (keeps) jar.set(name, value);
      },
    },
    location: { reload: () => (reloads += 1) },
  });
  return { zone: jar.get("zone"), reloads };
}

describe("the script that follows the device's zone", () => {
  it("asks for the page once more when it was written in another zone", () => {
    expect(run("UTC")).toEqual({ zone: "Europe%2FBerlin", reloads: 1 });
    expect(run("UTC", "zone=Asia%2FKolkata")).toEqual({ zone: "Europe%2FBerlin", reloads: 1 });
  });

  it("leaves a page alone that is right", () => {
    expect(run("Europe/Berlin", "zone=Europe%2FBerlin").reloads).toBe(0);
  });

  it("never asks again and again where cookies are not kept", () => {
    expect(run("UTC", "", { keeps: false }).reloads).toBe(0);
  });

  it("respects the zone that somebody picked, or saved with an account", () => {
    expect(run("Asia/Tokyo", "zone=Asia%2FTokyo; zone_picked=1")).toEqual({
      zone: "Asia%2FTokyo",
      reloads: 0,
    });
    expect(run("Asia/Tokyo", "", { isSignedIn: true }).reloads).toBe(0);
  });
});
