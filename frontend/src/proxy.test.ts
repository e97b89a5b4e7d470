// @vitest-environment node
import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";

import { proxy } from "./proxy";

afterEach(() => vi.unstubAllEnvs());

const answerTo = (path: string) => proxy(new NextRequest(`http://frontend:3000${path}`));

describe("a page", () => {
  it("is for https alone where people come by https", () => {
    expect(answerTo("/").headers.get("strict-transport-security")).toBeNull();
    vi.stubEnv("PUBLIC_URL", "https://sessions.example.org");
    expect(answerTo("/").headers.get("strict-transport-security")).toContain("max-age=31536000");
  });

  it("may ask the origins that are configured, and no others", () => {
    const policy = () => answerTo("/").headers.get("content-security-policy") ?? "";
    expect(policy()).toContain("connect-src 'self';");
    vi.stubEnv("LIVE_URL", "http://localhost:8001");
    expect(policy()).toContain("connect-src 'self' http://localhost:8001;");
  });

  it("has a nonce that no other answer has", () => {
    const nonce = () =>
      /'nonce-([^']+)'/.exec(answerTo("/").headers.get("content-security-policy") ?? "");
    expect(nonce()?.[1]).toBeTruthy();
    expect(nonce()?.[1]).not.toBe(nonce()?.[1]);
  });
});
