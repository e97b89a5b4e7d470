import type { InternalAxiosRequestConfig } from "axios";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { client } from "./api";
import {
  complete,
  exchange,
  proveAccount,
  signInByOffer,
  signInByPasskey,
  startAt,
  verifyFactor,
} from "./sign-in";
import { askForPasskey, canOfferPasskeys, offerPasskeys } from "./webauthn";

vi.mock("./auth", () => ({
  accessToken: vi.fn().mockResolvedValue(null),
  refreshAccess: vi.fn(),
  holderOf: vi.fn(),
}));
// The browser's part; jsdom has none.
vi.mock("./webauthn", () => ({
  askForPasskey: vi.fn(),
  canOfferPasskeys: vi.fn(),
  offerPasskeys: vi.fn(),
}));

const ADA = { id: "1", username: "ada" };
const SIGNED_IN = { access: "ada-1", user: ADA };
const ASKED = { challenge: "c1", options: { challenge: "AAAA" } };
const KEY = { id: "key", response: {} };

let sent: { path?: string; body: unknown }[];

function answers(...queue: ({ status?: number; data: unknown } | Error)[]): void {
  client.instance.defaults.adapter = (config: InternalAxiosRequestConfig) => {
    const body: unknown = config.data ? JSON.parse(config.data as string) : undefined;
    sent.push({ path: config.url, body });
    const next = queue.shift();
    if (!next || next instanceof Error) return Promise.reject(next ?? new Error("unexpected"));
    return Promise.resolve({ status: 200, statusText: "", headers: {}, ...next, config });
  };
}

const paths = () => sent.map(({ path }) => path?.replace(/^.*\/api\/auth/, ""));

beforeEach(() => {
  sent = [];
  vi.mocked(canOfferPasskeys).mockResolvedValue(true);
  vi.mocked(askForPasskey).mockResolvedValue(KEY);
  vi.mocked(offerPasskeys).mockResolvedValue(KEY);
});

describe("another service", () => {
  it("is begun with where the person wants to go", async () => {
    answers({ data: { url: "https://id.example/authorize" } });
    expect(await startAt("google", "/dashboard")).toBe("https://id.example/authorize");
    expect(sent[0]?.body).toEqual({ next: "/dashboard" });
  });

  it("is exchanged for what became of it", async () => {
    answers({ data: { outcome: "linked", next: "/" } });
    expect(await exchange("h1")).toEqual({ outcome: "linked", next: "/" });
    expect(sent[0]?.body).toEqual({ handoff: "h1" });
  });

  it("signs a new account in, without the refresh token in its person", async () => {
    answers({ status: 201, data: { ...ADA, access: "ada-1", refresh: "" } });
    const body = { ticket: "t", username: "ada", role: "USER" } as const;
    expect(await complete(body)).toEqual({ access: "ada-1", user: ADA });
  });

  it("is linked by the password of the account that is there", async () => {
    answers({ data: SIGNED_IN });
    expect(await proveAccount("t1", "secret words")).toEqual(SIGNED_IN);
    expect(sent[0]?.body).toEqual({ ticket: "t1", password: "secret words" });
  });
});

describe("the second step", () => {
  it("answers the challenge of the first", async () => {
    answers({ data: SIGNED_IN });
    expect(await verifyFactor("c1", { digits: "123456" })).toEqual(SIGNED_IN);
    expect(sent[0]?.body).toEqual({ challenge: "c1", digits: "123456" });
  });
});

describe("a passkey", () => {
  it("signs in by what the server asked of it", async () => {
    answers({ data: ASKED }, { data: SIGNED_IN });
    expect(await signInByPasskey()).toEqual(SIGNED_IN);
    expect(askForPasskey).toHaveBeenCalledWith(ASKED.options);
    expect(paths()).toEqual(["/passkeys/sign-in/begin/", "/passkeys/sign-in/"]);
    expect(sent[1]?.body).toEqual({ challenge: "c1", credential: KEY });
  });

  it("that is picked among what the browser fills in signs in too", async () => {
    answers({ data: ASKED }, { data: SIGNED_IN });
    expect(await signInByOffer()).toEqual(SIGNED_IN);
  });

  it("is not asked for where the browser can't offer one", async () => {
    vi.mocked(canOfferPasskeys).mockResolvedValue(false);
    answers();
    expect(await signInByOffer()).toBeNull();
    expect(sent).toEqual([]);
  });

  it("that is not picked, or can't be offered now, is no fault", async () => {
    vi.mocked(offerPasskeys).mockRejectedValue(new DOMException("", "NotAllowedError"));
    answers({ data: ASKED });
    expect(await signInByOffer()).toBeNull();
    answers(new Error("no network"));
    expect(await signInByOffer()).toBeNull();
  });
});
