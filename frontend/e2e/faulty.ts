import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the API behind a web server does to every request. */
export type Fault = "none" | "error" | "garbage" | "cut off" | "silent" | "gone";

/**
 * A web server of our own (E2E_SERVER is the folder of the built one), whose API passes
 * everything on to the real one until told to fail.
 */
export class FaultyProduct {
  fault: Fault = "none";
  private readonly held = new Set<ServerResponse>();
  private constructor(
    private readonly api: Server,
    private readonly web: ChildProcess,
    readonly address: string,
  ) {}

  static async start(real: string, folder: string): Promise<FaultyProduct> {
    const api = createServer();
    const port = await listen(api);
    const spare = createServer();
    const webPort = await listen(spare);
    await new Promise((resolve) => spare.close(resolve));
    const web = spawn(process.execPath, ["server.js"], {
      cwd: folder,
      stdio: "ignore",
      env: {
        ...process.env,
        PORT: String(webPort),
        HOSTNAME: "127.0.0.1",
        API_INTERNAL_URL: `http://127.0.0.1:${port}`,
      },
    });
    const product = new FaultyProduct(api, web, `http://localhost:${webPort}`);
    api.on("request", (request, answer) => {
      void product.answer(new URL(String(request.url), real), answer);
    });
    await product.isUp();
    return product;
  }

  async end(): Promise<void> {
    this.release();
    this.web.kill();
    this.api.closeAllConnections();
    await new Promise((resolve) => this.api.close(resolve));
  }

  /** Lets those go that wait for an answer. */
  private release(): void {
    this.held.forEach((answer) => answer.destroy());
    this.held.clear();
  }

  private async isUp(): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (
        await fetch(`${this.address}/login`).then(
          () => true,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("The web server does not start.");
  }

  private async answer(url: URL, answer: ServerResponse): Promise<void> {
    const problem = { detail: "Something went wrong.", code: "server_error" };
    switch (this.fault) {
      case "error":
        answer.writeHead(500, { "Content-Type": "application/json", "X-Request-Id": "e2e-500" });
        answer.end(JSON.stringify(problem));
        return;
      case "garbage":
        answer.writeHead(200, { "Content-Type": "text/html" });
        answer.end("<html>Bad gateway");
        return;
      case "cut off":
        answer.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
        answer.write('[{"id":');
        setTimeout(() => answer.destroy(), 50);
        return;
      case "silent":
        this.held.add(answer);
        return;
      case "gone":
        answer.destroy();
        return;
      case "none": {
        const found = await fetch(url, {
          headers: { accept: "application/json" },
          redirect: "manual", // a stream would never be all here
        });
        const link = found.headers.get("link");
        answer.writeHead(found.status, {
          "Content-Type": found.headers.get("content-type") ?? "application/json",
          ...(link ? { Link: link } : {}),
        });
        answer.end(Buffer.from(await found.arrayBuffer()));
      }
    }
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
