import { expect, test } from "./fixtures";
import { nameOf, PLACES } from "./places";

for (const place of PLACES.filter(({ who }) => who === "stranger")) {
  test(
    `${nameOf(place)}: its own scripts run and nobody else's`,
    { tag: "@once" },
    async ({ request, world }) => {
      const answer = await request.get(place.at(world));
      const headers = answer.headers();
      const policy = headers["content-security-policy"] ?? "";
      const nonce = /script-src[^;]* 'nonce-([^']+)'/.exec(policy)?.[1];
      expect(nonce).toBeTruthy();
      for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
        expect(policy).toContain(rule);
      }
      expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain("'unsafe-inline'");
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
      });
      expect(headers["x-powered-by"]).toBeUndefined();
      // Of the stream of live seats, unless it is this origin.
      expect(policy).toMatch(/connect-src 'self'( http:\/\/localhost:\d+)?;/);
      const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);

      const again = await request.get(place.at(world));
      expect(again.headers()["content-security-policy"]).not.toContain(String(nonce));
    },
  );
}

test("a script that somebody brings in does not run", { tag: "@once" }, async ({ page, watch }) => {
  watch.allow(/Content Security Policy/);
  await page.goto("/login");
  const ran = await page.evaluate(async () => {
    const script = document.createElement("div");
    script.innerHTML = '<img src="data:," onerror="window.pwned = 1">';
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return "pwned" in window;
  });
  expect(ran).toBe(false);
});

test("pages of Django come through the same address", { tag: "@once" }, async ({ request }) => {
  expect(await (await request.get("/health/")).json()).toEqual({ status: "ok" });
  expect((await request.get("/api/docs/")).status()).toBe(200);
  expect((await request.get("/static/admin/css/base.css")).status()).toBe(200);
  const admin = await request.get("/admin/", { maxRedirects: 0 });
  expect(admin.status()).toBe(302);
  expect(admin.headers().location).toMatch(/^\/admin\/login\//);
});

test("a stranger is asked to sign in, and comes back", { tag: "@once" }, async ({ request }) => {
  const answer = await request.get("/dashboard?tab=past", { maxRedirects: 0 });
  expect(answer.status()).toBe(307);
  expect(answer.headers().location).toMatch(/\/login\?next=%2Fdashboard%3Ftab%3Dpast$/);
});

test(
  "the host of a typed picture is not told who looks at what",
  { tag: "@once" },
  async ({ page, makeSession }) => {
    const image = "https://pictures.example/any.png";
    const session = await makeSession({ image });
    const asked = page.waitForRequest(image);
    await page.goto(`/sessions/${session.id}`);
    const headers = await (await asked).allHeaders();
    expect(headers.referer).toBeUndefined();
    expect(headers.cookie).toBeUndefined();
  },
);
