import type { InternalAxiosRequestConfig } from "axios";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { authExportFileRetrieve, bookingsCreate, sessionsList } from "@/api/sdk.gen";

import { client } from "./api";
import { accessToken, holderOf, refreshAccess } from "./auth";
import { ApiError } from "./problem";
import { setAsker } from "./proof";

vi.mock("./auth", () => ({
  accessToken: vi.fn(),
  refreshAccess: vi.fn(),
  holderOf: vi.fn((token: string) => token.split("-")[0]),
}));

interface Answer {
  status: number;
  data?: unknown;
  headers?: Record<string, string>;
}

let sent: InternalAxiosRequestConfig[];

function answers(...queue: (Answer | Error)[]): void {
  client.instance.defaults.adapter = (config) => {
    sent.push(config);
    const next = queue.shift() ?? { status: 200, data: [] };
    if (next instanceof Error) return Promise.reject(next);
    const response = { statusText: "", headers: {}, data: "", ...next, config };
    if (next.status < 400) return Promise.resolve(response);
    const fault = Object.assign(new Error("refused"), { isAxiosError: true, config, response });
    return Promise.reject(fault);
  };
}

const signedWith = (index: number) => sent[index]?.headers.get("Authorization");
const fault = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

beforeEach(() => {
  sent = [];
  vi.mocked(accessToken).mockResolvedValue("ada-1");
  vi.mocked(refreshAccess).mockReset().mockResolvedValue("ada-2");
});

describe("a request to the API", () => {
  it("is signed with the token, where there is one", async () => {
    answers();
    await sessionsList<true>();
    vi.mocked(accessToken).mockResolvedValue(null);
    await sessionsList<true>();
    expect([signedWith(0), signedWith(1)]).toEqual(["Bearer ada-1", undefined]);
  });

  it("is repeated once with a fresh token when the first was not taken", async () => {
    answers(
      { status: 401, data: { detail: "x", code: "token_not_valid" } },
      { status: 200, data: [1] },
    );
    expect((await sessionsList<true>()).data).toEqual([1]);
    expect(refreshAccess).toHaveBeenCalledWith("ada-1");
    expect(signedWith(1)).toBe("Bearer ada-1");
    expect(sent).toHaveLength(2);
  });

  it("is not repeated for somebody else, who signed in meanwhile", async () => {
    vi.mocked(refreshAccess).mockResolvedValue("bob-1");
    answers({ status: 401, data: { detail: "x", code: "token_not_valid" } });
    expect(await fault(sessionsList<true>())).toMatchObject({ status: 401 });
    expect(sent).toHaveLength(1);
    expect(holderOf).toHaveBeenCalled();
  });

  it("is repeated once the person has proved it once more, and not twice", async () => {
    const refused = { status: 403, data: { detail: "x", code: "reauthentication_required" } };
    answers(refused);
    expect(await fault(bookingsCreate<true>({ body: { session: "1" } }))).toMatchObject({
      code: "reauthentication_required",
    });
    const ask = vi.fn(() => Promise.resolve(true));
    const stop = setAsker(ask);
    answers(refused, { status: 201, data: { id: "1" } });
    const { data } = await bookingsCreate<true>({ body: { session: "1" } });
    expect(data).toEqual({ id: "1" });
    expect(sent.at(-1)?.data).toBe('{"session":"1"}');
    answers(refused, refused);
    await fault(bookingsCreate<true>({ body: { session: "1" } }));
    expect(ask).toHaveBeenCalledTimes(2);
    stop();
  });

  it("tells why a file was refused, though the answer came as one", async () => {
    const said = JSON.stringify({ detail: "x", code: "not_found" });
    answers({ status: 404, data: new Blob([said]) });
    expect(await fault(authExportFileRetrieve<true>())).toMatchObject({ code: "not_found" });
  });

  it("gives up after the second refusal", async () => {
    const refused = { status: 401, data: { detail: "x", code: "token_not_valid" } };
    answers(refused, refused);
    expect(await fault(sessionsList<true>())).toMatchObject({ code: "token_not_valid" });
    expect(sent).toHaveLength(2);
  });
});

describe("a fault of the API", () => {
  it("has its code, its fields and when to try again", async () => {
    answers({
      status: 429,
      data: { detail: "x", code: "throttled" },
      headers: { "retry-after": "7" },
    });
    expect(await fault(sessionsList<true>())).toMatchObject({ code: "throttled", retryAfter: 7 });
    answers({ status: 400, data: { session: ["Unknown."] } });
    const body = { session: "x" };
    expect(await fault(bookingsCreate<true>({ body }))).toMatchObject({
      code: "fields",
      fields: { session: ["Unknown."] },
    });
  });

  it("is unclear when no answer came, or something that is none", async () => {
    answers(Object.assign(new Error("offline"), { isAxiosError: true }));
    const silence = (await fault(sessionsList<true>())) as ApiError;
    answers({ status: 200, data: "<html>" });
    const garbage = (await fault(sessionsList<true>())) as ApiError;
    for (const each of [silence, garbage]) {
      expect(each).toBeInstanceOf(ApiError);
      expect(each.isUnclear).toBe(true);
    }
  });

  it("is read from a file's place too", async () => {
    answers({ status: 404, data: '{"detail":"Gone.","code":"not_found"}' });
    expect(await fault(sessionsList<true>())).toMatchObject({ code: "not_found" });
  });
});
