import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

type Auth = typeof import("./auth");
type Channel = typeof import("./auth-channel");
type Tab = Auth & Channel & { heard: string[] };

const HOUR = 3600;

/** One channel for all tabs, which delivers late, as browsers do. */
class FakeChannel {
  static all = new Set<FakeChannel>();
  static delay = 5;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    FakeChannel.all.add(this);
  }
  postMessage(data: unknown): void {
    for (const each of FakeChannel.all) {
      if (each !== this) setTimeout(() => each.onmessage?.({ data }), FakeChannel.delay);
    }
  }
}

function fakeLocks() {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, work: () => Promise<unknown>) => {
      const turn = tail.then(work);
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}

function jwt(number: number, seconds = HOUR, holder = "ada"): string {
  const payload = btoa(
    JSON.stringify({ iat: 1000, exp: 1000 + seconds, user_id: holder, jti: `n${number}` }),
  );
  return `head.${payload.replace(/=+$/, "").replace(/\+/g, "-").replace(/\//g, "_")}.tail`;
}

function answer(status: number, body: unknown = null): Response {
  return new Response(body === null ? null : JSON.stringify(body), { status });
}

let calls: string[];
let server: (path: string) => Response | Promise<Response>;

async function openTab(): Promise<Tab> {
  vi.resetModules();
  const channel = await import("./auth-channel");
  const auth = await import("./auth");
  const heard: string[] = [];
  channel.onAuthChange((event) => heard.push(event));
  return { ...auth, ...channel, heard };
}

const openTabs = async (count: number) => {
  const tabs: Tab[] = [];
  for (let each = 0; each < count; each += 1) tabs.push(await openTab());
  return tabs as [Tab, ...Tab[]];
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 5 });
  FakeChannel.all.clear();
  FakeChannel.delay = 5;
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  Object.defineProperty(navigator, "locks", { value: fakeLocks(), configurable: true });
  document.cookie = "hint=USER%7CAB%7CUTC; path=/";
  calls = [];
  let number = 0;
  server = () => answer(200, { access: jwt((number += 1)) });
  vi.stubGlobal("fetch", async (path: string) => {
    calls.push(path);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return server(path);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the access token", () => {
  it("is asked for once, then kept", async () => {
    const tab = await openTab();
    expect(await tab.accessToken()).toBe(await tab.accessToken());
    expect(calls).toEqual(["/api/auth/token/refresh/"]);
  });

  it("is not asked for by strangers", async () => {
    document.cookie = "hint=; max-age=0; path=/";
    const tab = await openTab();
    expect(await tab.accessToken()).toBeNull();
    expect(calls).toEqual([]);
  });

  it("is replaced before its end, when four fifths of its life are over", async () => {
    const tab = await openTab();
    tab.acceptAccess(jwt(0, 100));
    await vi.advanceTimersByTimeAsync(79_000);
    expect(await tab.accessToken()).toBe(jwt(0, 100));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await tab.accessToken()).toBe(jwt(1));
  });

  it("has no life when it can't be read, so it is replaced each time", async () => {
    const tab = await openTab();
    for (const broken of ["", "a.b.c", "a..c", `a.${btoa("{}")}.c`, `a.${btoa("[")}.c`]) {
      tab.acceptAccess(broken);
      expect(await tab.accessToken()).not.toBe(broken);
      expect(tab.holderOf(broken)).toBeUndefined();
    }
    expect(tab.holderOf(jwt(1))).toBe("ada");
  });
});

describe("a refresh", () => {
  it("is one call for five tabs with an expired token, a hundred times over", async () => {
    const tabs = await openTabs(5);
    tabs[0].acceptAccess(jwt(1000));
    await vi.advanceTimersByTimeAsync(50);
    for (let round = 1; round <= 100; round += 1) {
      const spent = (await tabs[0].accessToken()) ?? undefined;
      const asked = Promise.all(
        tabs.flatMap((tab) => [tab.refreshAccess(spent), tab.refreshAccess(spent)]),
      );
      await vi.advanceTimersByTimeAsync(300);
      const found = await asked;
      expect(new Set(found).size).toBe(1);
      expect(calls).toHaveLength(round);
    }
    expect(tabs.flatMap((tab) => tab.heard).filter((event) => event === "expired")).toEqual([]);
  });

  it("is one call when a window with five tabs opens again", async () => {
    const tabs = await openTabs(5);
    const found = await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(new Set(found).size).toBe(1);
    expect(calls).toHaveLength(1);
  });

  it("gives the token that came meanwhile instead of asking again", async () => {
    const tab = await openTab();
    tab.acceptAccess(jwt(7));
    expect(await tab.refreshAccess(jwt(6))).toBe(jwt(7));
    expect(calls).toEqual([]);
  });

  it("works without locks and channels", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    Reflect.deleteProperty(navigator, "locks");
    const tab = await openTab();
    const found = await Promise.all([tab.accessToken(), tab.accessToken()]);
    expect(found).toEqual([jwt(1), jwt(1)]);
    expect(calls).toHaveLength(1);
  });

  it("is heard of by the next in turn, although messages take a while", async () => {
    const [one, two] = (await openTabs(2)) as [Tab, Tab];
    one.acceptAccess(jwt(1000));
    await vi.advanceTimersByTimeAsync(50);
    FakeChannel.delay = 150;
    await one.refreshAccess(jwt(1000));
    expect(await two.refreshAccess(jwt(1000))).toBe(jwt(1));
    expect(calls).toHaveLength(1);
  });

  it("that is refused ends the sign-in in every tab", async () => {
    const [one, two] = (await openTabs(2)) as [Tab, Tab];
    one.acceptAccess(jwt(1));
    await vi.advanceTimersByTimeAsync(50);
    server = () => answer(401, { detail: "…", code: "token_not_valid" });
    await expect(one.refreshAccess(jwt(1))).rejects.toMatchObject({ code: "token_not_valid" });
    await vi.advanceTimersByTimeAsync(50);
    expect(one.heard).toEqual(["expired"]);
    expect(two.heard).toEqual(["signed-in", "expired"]);
    expect(document.cookie).not.toContain("hint=");
    expect(await two.accessToken()).toBeNull();
  });

  it.each([
    ["no answer", () => Promise.reject(new TypeError("offline")), 0],
    ["a busy server", () => answer(503, { detail: "…", code: "unavailable" }), 503],
    ["a proxy's page", () => new Response("<html>", { status: 502 }), 502],
    ["a cut-off answer", () => new Response('{"acc', { status: 200 }), 0],
  ])("leaves everybody signed in after %s", async (_what, reply, status) => {
    const tab = await openTab();
    server = reply;
    await expect(tab.refreshAccess()).rejects.toMatchObject({ status, isUnclear: true });
    expect(tab.heard).toEqual([]);
    expect(tab.seemsSignedIn()).toBe(true);
    server = () => answer(200, { access: jwt(9) });
    expect(await tab.accessToken()).toBe(jwt(9));
  });
});

describe("leaving", () => {
  it("is told to the other tabs, which forget their token", async () => {
    const [one, two] = (await openTabs(2)) as [Tab, Tab];
    one.acceptAccess(jwt(1));
    await vi.advanceTimersByTimeAsync(50);
    server = () => answer(204);
    await one.signOut();
    await vi.advanceTimersByTimeAsync(50);
    expect(one.heard).toEqual([]);
    expect(two.heard).toEqual(["signed-in", "signed-out"]);
    expect(two.seemsSignedIn()).toBe(false);
    expect(await two.accessToken()).toBeNull();
  });

  it("waits for a refresh that is under way, whose cookies would come after", async () => {
    const tab = await openTab();
    server = (path) => (path.includes("logout") ? answer(204) : answer(200, { access: jwt(1) }));
    await Promise.all([tab.refreshAccess(), tab.signOut()]);
    expect(calls).toEqual(["/api/auth/token/refresh/", "/api/auth/logout/"]);
    expect(await tab.accessToken()).toBeNull();
  });

  it("is not done when the server can't be told", async () => {
    const tab = await openTab();
    tab.acceptAccess(jwt(1));
    server = () => Promise.reject(new TypeError("offline"));
    await expect(tab.signOut()).rejects.toMatchObject({ code: "no_answer" });
    expect(await tab.accessToken()).toBe(jwt(1));
  });
});
