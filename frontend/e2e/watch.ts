import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/** Where pictures that tests type as addresses may be: any name below .example, over https. */
const PICTURES = /^https:\/\/([a-z0-9-]+\.)*example\//;
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** Chromium's own word for each answer from 400 on. A refusal is no fault of the page. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

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
    const isForeign = (url: URL) => /^(https?|wss?):$/.test(url.protocol) && !sameHost(url, origin);
    await context.route(isForeign, async (route) => {
      const url = route.request().url();
      if (route.request().resourceType() === "image" && PICTURES.test(url)) {
        if (url.includes("broken")) return route.fulfill({ status: 404, body: "" });
        return route.fulfill({ contentType: "image/png", body: PIXEL });
      }
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
    this.note(`console ${kind}: ${message.text()} (${message.location().url})`);
  }

  private note(text: string): void {
    this.found.push(text);
  }
}

function sameHost(url: URL, origin: string): boolean {
  return url.host === new URL(origin).host;
}
