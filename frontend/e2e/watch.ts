import type { BrowserContext, ConsoleMessage, Request } from "@playwright/test";

/** Where pictures that tests type as addresses may be: any name below .example, over https. */
const PICTURES = /^https:\/\/([a-z0-9-]+\.)*example\//;
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** Chromium's own word for each answer from 400 on. A refusal is no fault of the page. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;
const STREAM = "/api/sessions/live/";
/** A stream that breaks is the network's affair; live.spec.ts kills it, and says what pages then do. */
const BROKEN_STREAM = /^Failed to load resource: net::ERR_.*/;

/** What is wrong with a page although it may look right. */
export class Watch {
  readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Says that these console messages or errors are what the test is about. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  async over(context: BrowserContext, origin: string): Promise<void> {
    context.on("console", (message) => this.hear(message));
    context.on("weberror", (error) => this.note(`error: ${String(error.error().stack)}`));
    const isForeign = (url: URL) => /^(https?|wss?):$/.test(url.protocol) && !isOurs(url, origin);
    await context.route(isForeign, async (route) => {
      const url = route.request().url();
      if (route.request().resourceType() === "image" && PICTURES.test(url)) {
        if (url.includes("broken")) return route.fulfill({ status: 404, body: "" });
        return route.fulfill({ contentType: "image/png", body: PIXEL });
      }
      if (isOfIdentities(route.request()))
        return route.fulfill({ contentType: "text/css", body: "" });
      this.note(`request to another host: ${url}`);
      return route.abort();
    });
  }

  /** The rest, once what was allowed is taken away. */
  complaints(): string[] {
    return this.found.filter((each) => !this.allowed.some((pattern) => pattern.test(each)));
  }

  private hear(message: ConsoleMessage): void {
    const kind = message.type();
    if (kind !== "error" && kind !== "warning") return;
    if (REFUSED.test(message.text())) return;
    const { url } = message.location();
    if (BROKEN_STREAM.test(message.text()) && url.includes(STREAM)) return;
    this.note(`console ${kind}: ${message.text()} (${url})`);
  }

  private note(text: string): void {
    this.found.push(text);
  }
}

/** The stream of live seats is another process, and people may come from an identity provider. */
function isOurs(url: URL, origin: string): boolean {
  const { host, hostname } = new URL(origin);
  if (url.origin === process.env.E2E_IDENTITIES) return true;
  return url.host === host || (url.hostname === hostname && url.pathname === STREAM);
}

/** Its pages are dressed by somebody else, and can do without. */
function isOfIdentities(request: Request): boolean {
  const { E2E_IDENTITIES } = process.env;
  return Boolean(E2E_IDENTITIES && request.headers().referer?.startsWith(E2E_IDENTITIES));
}
