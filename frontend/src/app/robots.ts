import type { MetadataRoute } from "next";

import { siteUrl } from "@/lib/site";

export default async function robots(): Promise<MetadataRoute.Robots> {
  const site = await siteUrl();
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", "/admin/", "/dashboard", "/creator-dashboard", "/profile", "/checkout/"],
    },
    sitemap: new URL("/sitemap.xml", site).href,
  };
}
