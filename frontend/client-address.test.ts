import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

import { afterEach, describe, expect, it } from "vitest";

const ECHO = `require("node:http")
  .createServer((request, answer) => answer.end(String(request.headers["x-forwarded-for"])))
  .listen(0, "127.0.0.1", function () { console.log(this.address().port) })`;

let server: ChildProcess | undefined;
afterEach(() => server?.kill());

async function addressSeen(claim: string, proxies: string): Promise<string> {
  const preload = `${import.meta.dirname}/client-address.mjs`;
  server = spawn(process.execPath, ["--import", preload, "--eval", ECHO], {
    env: { ...process.env, TRUSTED_PROXIES: proxies },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(server.stdout!, "data")) as [Buffer];
  const headers = claim ? { "X-Forwarded-For": claim } : undefined;
  const answer = await fetch(`http://127.0.0.1:${Number(String(port))}/`, { headers });
  return answer.text();
}

describe("whom the web server says a request is from", () => {
  it("is the address of the connection, whatever the client claims", async () => {
    expect(await addressSeen("203.0.113.9", "")).toBe("127.0.0.1");
  });

  it("is the address of the connection when nothing is claimed", async () => {
    expect(await addressSeen("", "")).toBe("127.0.0.1");
  });

  it("is what a trusted proxy says, with the proxy added", async () => {
    expect(await addressSeen("203.0.113.9", "10.0.0.0/8, 127.0.0.1")).toBe(
      "203.0.113.9, 127.0.0.1",
    );
  });

  it("is not what a proxy says that is not among the trusted", async () => {
    expect(await addressSeen("203.0.113.9", "10.0.0.0/8,2001:db8::/32")).toBe("127.0.0.1");
  });
});
