import { NextResponse, type NextRequest } from "next/server";

import { HINT, readHint } from "@/lib/cookies";
import { API_ORIGIN } from "@/lib/env";
import { isProtected } from "@/lib/protected";

/** What Django answers. Behind nginx these never come here. */
const OF_DJANGO = /^\/(api|admin|static|media|health|dev\/mail)(\/|$)/;

const HSTS = "max-age=31536000; includeSubDomains; preload";

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (OF_DJANGO.test(pathname)) {
    // Read per request: rewrites() of the configuration are frozen when the product is built.
    const api = process.env.API_INTERNAL_URL ?? "http://127.0.0.1:8000";
    return NextResponse.rewrite(new URL(pathname + search, api));
  }
  if (isProtected(pathname) && !readHint(request.cookies.get(HINT)?.value)) {
    const next = encodeURIComponent(pathname + search);
    return NextResponse.redirect(new URL(`/login?next=${next}`, publicOrigin(request)));
  }
  return withPolicy(request);
}

/** Behind a proxy the address of the request is not the one that the reader sees. */
function publicOrigin(request: NextRequest): string {
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const scheme = request.headers.get("x-forwarded-proto") ?? "http";
  return host ? `${scheme}://${host}` : request.nextUrl.origin;
}

/** Scripts run only with this answer's nonce. */
function withPolicy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const development = process.env.NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Radix and the charts set inline styles.
    "style-src 'self' 'unsafe-inline'",
    // Avatars and pictures of sessions are addresses that people typed.
    "img-src 'self' https: data: blob:",
    // The stream of live seats is another process, unless nginx makes it this origin.
    ["connect-src 'self'", API_ORIGIN, process.env.LIVE_URL, development && "ws:"]
      .filter(Boolean)
      .join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("X-Frame-Options", "DENY");
  response.headers.set("Referrer-Policy", "same-origin");
  if (process.env.PUBLIC_URL?.startsWith("https:")) {
    // As the API has it.
    response.headers.set("Strict-Transport-Security", HSTS);
  }
  response.headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  return response;
}

export const config = {
  matcher: [{ source: "/((?!_next/static|_next/image|icon.svg|apple-icon).*)" }],
};
