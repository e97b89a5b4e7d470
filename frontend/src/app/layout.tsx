import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";

import { Footer } from "@/components/Footer";
import { MobileNav } from "@/components/MobileNav";
import { Navbar } from "@/components/Navbar";
import { OffDoors } from "@/components/OffDoors";
import { RouteFocus } from "@/components/RouteFocus";
import { followZone } from "@/lib/follow-zone";
import { SITE, siteUrl } from "@/lib/site";
import { viewer } from "@/lib/viewer";

import { fontVariables } from "./fonts";
import "./globals.css";
import { Providers } from "./providers";

export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: await siteUrl(),
    title: { default: `${SITE.name} · ${SITE.claim}`, template: `%s · ${SITE.name}` },
    description: SITE.description,
    applicationName: SITE.name,
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbf9" },
    { media: "(prefers-color-scheme: dark)", color: "#121316" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { hint, zone } = await viewer();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme and the zone are set before React looks.
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        <script
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: followZone(zone, hint !== null) }}
        />
      </head>
      <body>
        <Providers hint={hint} zone={zone} nonce={nonce}>
          <a
            href="#main"
            className="fixed -top-16 left-4 z-50 rounded-sm bg-ink px-4 py-3 text-paper focus:top-3"
          >
            Skip to content
          </a>
          <OffDoors>
            <Navbar />
          </OffDoors>
          <main id="main" tabIndex={-1} className="outline-none">
            {children}
          </main>
          <OffDoors>
            <Footer />
            <MobileNav />
          </OffDoors>
          <RouteFocus />
        </Providers>
      </body>
    </html>
  );
}
