import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, describe, expect, it, vi } from "vitest";

import { read, readPage } from "./server-api";

const jar = new Map<string, { value: string }>();
const sent = new Map<string, string>();
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve(jar),
  headers: () => Promise.resolve(sent),
}));

let server: Server;
afterEach(() => {
  jar.clear();
  sent.clear();
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

async function answering(listener: RequestListener): Promise<void> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("API_INTERNAL_URL", `http://127.0.0.1:${port}`);
}

const json = (status: number, body: unknown, headers = {}): RequestListener => {
  return (_, answer) => {
    answer.writeHead(status, { "Content-Type": "application/json", ...headers });
    answer.end(JSON.stringify(body));
  };
};

describe("a read of the server", () => {
  it("asks with what is known and gives what is answered", async () => {
    let asked = "";
    await answering((request, answer) => {
      asked = String(request.url);
      json(200, [1])(request, answer);
    });
    expect(await read("/api/sessions/", { q: "a b", limit: 2, creator: undefined })).toEqual([1]);
    expect(asked).toBe("/api/sessions/?q=a+b&limit=2");
  });

  it("tells that readers come by https, where they do", async () => {
    const told: unknown[] = [];
    await answering((request, answer) => {
      told.push(request.headers["x-forwarded-proto"]);
      json(200, [])(request, answer);
    });
    await read("/api/sessions/");
    vi.stubEnv("PUBLIC_URL", "https://sessions.example.org");
    await read("/api/sessions/");
    expect(told).toEqual([undefined, "https"]);
  });

  it("tells what the reader has written last, so that it is read with it", async () => {
    const told: unknown[] = [];
    await answering((request, answer) => {
      told.push(request.headers["x-write-position"]);
      json(200, [])(request, answer);
    });
    await read("/api/sessions/");
    jar.set("write_position", { value: "0-3000060" });
    await read("/api/sessions/");
    expect(told).toEqual([undefined, "0-3000060"]);
  });

  it("tells the id of the request that it is made for", async () => {
    const told: unknown[] = [];
    await answering((request, answer) => {
      told.push(request.headers["x-request-id"]);
      json(200, [])(request, answer);
    });
    await read("/api/sessions/");
    sent.set("x-request-id", "c0ffee");
    await read("/api/sessions/");
    expect(told).toEqual([undefined, "c0ffee"]);
  });

  it("finds the next page of a list", async () => {
    await answering(json(200, [1], { Link: '</api/sessions/?cursor=c>; rel="next"' }));
    expect(await readPage("/api/sessions/")).toEqual({ items: [1], cursor: "c" });
  });

  it("hands on a refusal with its code", async () => {
    await answering(json(404, { detail: "Not here.", code: "not_found" }));
    await expect(read("/api/sessions/1/")).rejects.toMatchObject({
      status: 404,
      code: "not_found",
    });
  });

  it("does not take a proxy's page for an answer", async () => {
    await answering((_, answer) => answer.end("<html>Bad gateway"));
    await expect(read("/api/sessions/")).rejects.toMatchObject({ name: "ApiError" });
  });

  it("does not take another answer for a list", async () => {
    await answering(json(200, { items: [] }));
    await expect(readPage("/api/sessions/")).rejects.toMatchObject({ name: "ApiError" });
  });

  it("says that no answer came when the connection breaks, before the answer or amid it", async () => {
    await answering((_, answer) => answer.destroy());
    await expect(read("/api/sessions/")).rejects.toMatchObject({ code: "no_answer" });
    await new Promise((resolve) => server.close(resolve));
    await answering((_, answer) => {
      answer.writeHead(200, { "Content-Length": "100" });
      answer.write("[1,");
      setTimeout(() => answer.destroy(), 20);
    });
    await expect(read("/api/sessions/")).rejects.toMatchObject({ code: "no_answer" });
  });
});
